import CHashing
import CKernels
import Foundation
import Testing

@testable import Activations

// One hash for each function: whatever the instruction set, the place in memory, the number of threads and the host's
// floating-point modes. The hashes are committed; scripts/update-hashes.sh writes them.

extension ThreadDependentTests {
    @Suite struct HashTests {
        let committed: CommittedHashes

        init() throws { committed = try CommittedHashes() }

        @Test func everyFunctionHasAHash() {
            #expect(committed.names == HashedFunction.all.map(\.name))
        }

        /// A change of outputs is told: the newest digest in the change log is that of the committed hashes.
        @Test func changeLogNamesTheHashes() throws {
            let log = try String(contentsOf: CommittedHashes.package.appending(path: "CHANGELOG.md"), encoding: .utf8)
            let newest = try #require(log.firstMatch(of: /Output hashes `([0-9a-f]{16})`: \S/))
            #expect(newest.1 == committed.digest)
            let digest = adding(Tensor(committed.hashes.map(Double.init(bitPattern:))), to: 0)
            #expect(committed.digest == hexadecimal(digest))
        }

        @Test(arguments: ["avx512", "avx2", "portable"])
        func everyInstructionSetGivesTheCommittedBits(isa: String) throws {
            guard let table = ck_table_named(isa) else { try Test.cancel("This processor lacks \(isa).") }
            for function in HashedFunction.all {
                let result = function.hash(by: table)
                #expect(hexadecimal(result.hash) == committed[function], "\(function.name)")
                #expect(result.firstDifference == "", "\(function.name)")
            }
        }

        @Test(arguments: [(1, false), (1, true), (2, true), (3, true)])
        func everyThreadCountGivesTheCommittedBits(threads: Int, disturbed: Bool) throws {
            for function in HashedFunction.all {
                let hash = try function.hashThroughTensors(Host(threads: threads, disturbed: disturbed))
                #expect(hexadecimal(hash) == committed[function], "\(function.name)")
            }
        }

        /// Rows share threads and, along an inner axis, are gathered: the bits are those of a row on its own.
        @Test(arguments: [1, 2, 3, 4, 10, 31, 2049])
        func rowsGiveTheSameBitsTogether(length: Int) throws {
            try expectRowsAlike(Float.self, length)
            try expectRowsAlike(Double.self, length)
        }

        /// An output beyond the caches is written around them.
        @Test func streamedOutputGivesTheSameBits() {
            let tile = inputs(Float.self, stream: 0)
            let tiles = Streaming.threshold / MemoryLayout<Float>.stride / tile.count + 2
            // The first element is left out so that the output is not aligned as the tiles are.
            let x = Tensor<Float>(unsafeUninitializedShape: [tiles * tile.count]) { x in
                for start in stride(from: 0, to: x.count, by: tile.count) {
                    _ = x.extracting(start..<start + tile.count).initialize(fromContentsOf: tile)
                }
            }
            let expected = Tensor(tile).applying(.relu)
            let streamed = Host(threads: 2, disturbed: true).calling { x.applying(.relu) }
            let different = streamed.withUnsafeBufferPointer { streamed in
                (0..<tiles).count { index in
                    let start = index * tile.count
                    return !sameBits(streamed.extracting(start..<start + tile.count), expected)
                }
            }
            #expect(different == 0)
        }

        /// Columns and rows of such an output, too.
        @Test(arguments: [0, 1]) func streamedRowsGiveTheSameBits(axis: Int) throws {
            let (length, width) = axis == 0 ? (40, 80) : (16, 301)
            let values = inputs(Float.self, stream: 0).prefix(length * width).map { $0.isFinite ? $0 : 0 }
            let tile = try Tensor(shape: [length, width], scalars: values)
            let tiles = Streaming.threshold / MemoryLayout<Float>.stride / tile.count + 2
            // Side by side, or one after the other.
            let place = { index in axis == 0 ? index / tiles * width : index % length * width }
            let shape = axis == 0 ? [length, tiles * width] : [tiles * length, width]
            let x = Tensor<Float>(unsafeUninitializedShape: shape) { x in
                for index in 0..<length * tiles {
                    _ = x.extracting(index * width..<(index + 1) * width)
                        .initialize(fromContentsOf: values[place(index)..<place(index) + width])
                }
            }
            let copy = x.applying(.identity)  // elsewhere, since two inputs are expected
            for function in [HashedRowFunction.softmax, .logSoftmax, .softmaxGradient, .logSoftmaxGradient] {
                let expected = try outputs(function, tile, tile, axis: axis)
                let streamed = try Host(threads: 2, disturbed: true).calling {
                    try outputs(function, x, copy, axis: axis)
                }
                let different = streamed.withUnsafeBufferPointer { (streamed: UnsafeBufferPointer<Float>) in
                    (0..<length * tiles).count { index in
                        let line = streamed.extracting(index * width..<(index + 1) * width)
                        return !sameBits(line, expected.row(place(index) / width))
                    }
                }
                #expect(different == 0, "\(function)")
            }
        }
    }
}

/// Tests that set the number of threads take turns.
@Suite(.serialized) enum ThreadDependentTests {}

/// The file hashes.txt: a line for each function, then the digest of them all.
struct CommittedHashes {
    static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    let names: [String]
    let hashes: [UInt64]
    let digest: String
    private let byName: [String: String]

    init() throws {
        let file = Self.package.appending(path: "Tests/ActivationsTests/hashes.txt")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
            let space = try #require(line.lastIndex(of: " "))
            return (name: String(line[..<space]), hash: String(line[line.index(after: space)...]))
        }
        let last = try #require(lines.last)
        try #require(last.name == "all")
        digest = last.hash
        names = lines.dropLast().map(\.name)
        hashes = try lines.dropLast().map { try #require(UInt64($0.hash, radix: 16)) }
        byName = Dictionary(uniqueKeysWithValues: lines.map { ($0.name, $0.hash) })
    }

    subscript(function: HashedFunction) -> String? { byName[function.name] }
}

/// A function whose outputs are hashed.
struct HashedFunction {
    enum Operation {
        case activation(ActivationDescription, HashedQuantity)
        case pair(PairKind)
        case slopeTerms
        case rows(HashedRowFunction, lastAxis: Bool)
        case conversion(HashedConversion)
    }

    let name: String
    let type: HashedType
    let operation: Operation

    static let all: [HashedFunction] = {
        let types: [(String, HashedType)] = [("float32", .float32), ("float64", .float64)]
        let quantities: [(String, HashedQuantity)] = [
            ("forward", .forward), ("from_input", .fromInput), ("from_output", .fromOutput),
        ]
        let functions: [(String, HashedRowFunction)] = [
            ("softmax", .softmax), ("log_softmax", .logSoftmax), ("logsumexp", .logSumExp),
            ("softmax_gradient", .softmaxGradient), ("log_softmax_gradient", .logSoftmaxGradient),
        ]
        let rows = functions.flatMap { name, function in
            [false, true].map { lastAxis in
                (name + (lastAxis ? " last_axis" : " other_axis"), Operation.rows(function, lastAxis: lastAxis))
            }
        }
        let activations = ActivationDescription.all.flatMap { row in
            quantities.filter { $0.1 != .fromOutput || row.hasGradientFromOutput }.map {
                ("\(row.name) \($0.0)", Operation.activation(row, $0.1))
            }
        }
        let pairs = (0..<UInt32(ck_pair_count)).compactMap { index in
            PairKind(rawValue: index).map { (String(cString: hashing_pair_name($0)) + " pair", Operation.pair($0)) }
        }
        let slopeTerms = [("slope_terms sum", Operation.slopeTerms)]
        let ofTensors = (activations + pairs + slopeTerms + rows).flatMap { name, operation in
            types.map { HashedFunction(name: "\(name) \($0.0)", type: $0.1, operation: operation) }
        }
        let conversions: [(String, HashedConversion)] = [
            ("widen float16", .widenFloat16), ("narrow float16", .narrowFloat16),
            ("widen bfloat16", .widenBFloat16), ("narrow bfloat16", .narrowBFloat16),
        ]
        return ofTensors
            + conversions.map {
                HashedFunction(name: "conversion \($0.0)", type: .float32, operation: .conversion($0.1))
            }
    }()

    func hash(by table: UnsafePointer<ck_table>) -> hashing_result {
        switch operation {
        case .activation(let row, let quantity): hashing_of_activation(table, row.kind, quantity, type)
        case .pair(let kind): hashing_of_pair(table, kind, type)
        case .slopeTerms: hashing_of_slope_terms(table, type)
        case .rows(let function, let lastAxis): hashing_of_rows(table, function, lastAxis, type)
        case .conversion(let conversion): hashing_of_conversion(table, conversion)
        }
    }

    func hashThroughTensors(_ host: Host) throws -> UInt64 {
        try type == .float32 ? hashThroughTensors(Float.self, host) : hashThroughTensors(Double.self, host)
    }

    private func hashThroughTensors<S: HashedScalar>(_ scalar: S.Type, _ host: Host) throws -> UInt64 {
        switch operation {
        case .activation(let row, let quantity):
            let read = repeated(inputs(S.self, stream: 0))
            let dy = repeated(inputs(S.self, stream: 1))
            return try (0..<Int32(hashing_parameter_sets)).reversed().reduce(0) { hash, set in
                let f = try activation(row, parameterSet: set)
                let results = try host.calling {
                    switch quantity {
                    case .forward: f.applied(to: read)
                    case .fromInput: try f.gradient(at: read, upstream: dy)
                    case .fromOutput: try f.gradient(fromOutput: read, upstream: dy)
                    }
                }
                let hashes = Set(results.rows.map { adding($0, to: hash) })
                #expect(hashes.count == 1, "\(name) depends on the position")
                return try #require(hashes.first)
            }
        case .pair(let kind):
            let (a, b) = (Tensor(inputs(S.self, stream: 0)), Tensor(inputs(S.self, stream: 1)))
            let result = host.calling {
                withStandardFloatingPoint {
                    Tensor(shape: a.shape, from: [a, b]) {
                        S._kernels.pointer.pointee.pairs[Int(kind.rawValue)]($0[0], $0[1], $1, a.count)
                    }
                }
            }
            return adding(result, to: 0)
        case .slopeTerms:
            let (dy, x) = (inputs(S.self, stream: 1), inputs(S.self, stream: 0))
            let addTerms = S._kernels.pointer.pointee.add_slope_terms
            var sums = [Double](repeating: 0, count: x.count)
            host.calling {
                withStandardFloatingPoint { for _ in 0..<2 { addTerms(dy, x, &sums, x.count) } }
            }
            return adding(Tensor(sums), to: 0)
        case .rows(let function, let lastAxis):
            return try (0..<Int(hashing_row_count)).reduce(0) { hash, index in
                let (first, second) = row(S.self, function, index)
                let results = try host.calling {
                    lastAxis ? try outputs(function, first, second, axis: 0) : try column(function, first, second)
                }
                return adding(results, to: hash)
            }
        case .conversion: return hash(by: ck_current()).hash  // no tensor alone does it; HalfTests sees what they do
        }
    }
}

/// The circumstances of a call: how many threads it may take, and whether the host has set floating-point modes of its
/// own.
struct Host {
    let threads: Int
    let disturbed: Bool

    func calling<R>(_ body: () throws -> R) rethrows -> R {
        let maximum = Threads.maximum
        Threads.maximum = threads
        defer { Threads.maximum = maximum }
        guard disturbed else { return try body() }
        let saved = hashing_disturb()
        defer { hashing_restore(saved) }
        return try body()
    }
}

/// A type that the hashes cover.
protocol HashedScalar: ActivationScalar {
    static var hashingType: HashedType { get }
}
extension Float: HashedScalar { static var hashingType: HashedType { .float32 } }
extension Double: HashedScalar { static var hashingType: HashedType { .float64 } }

extension Activation {
    /// Whether in place or not, the result is the same.
    fileprivate func applied<S: ActivationScalar>(to x: Tensor<S>) -> Tensor<S> {
        let y = x.applying(self)
        var inPlace = x
        inPlace.apply(self)
        y.withUnsafeBufferPointer { #expect(sameBits($0, inPlace)) }
        return y
    }
}

private func activation(_ row: ActivationDescription, parameterSet: Int32) throws -> Activation {
    var values = [Double](repeating: 0, count: Int(ck_parameter_limit))
    hashing_parameters(row.kind, parameterSet, &values)
    return try Activation(
        named: row.name, parameters: Dictionary(uniqueKeysWithValues: zip(row.parameters.map(\.name), values)))
}

private func inputs<S: HashedScalar>(_ type: S.Type, stream: UInt32) -> [S] {
    [S](unsafeUninitializedCapacity: Int(hashing_width)) { buffer, count in
        hashing_inputs(stream, S.hashingType, buffer.baseAddress!)
        count = buffer.count
    }
}

/// The inputs often enough to occupy several threads.
private func repeated<S>(_ inputs: [S]) -> Tensor<S> {
    Tensor(unsafeUninitializedShape: [8, inputs.count]) { all in
        for start in stride(from: 0, to: all.count, by: inputs.count) {
            _ = all.extracting(start..<start + inputs.count).initialize(fromContentsOf: inputs)
        }
    }
}

private func row<S: HashedScalar>(
    _ type: S.Type, _ function: HashedRowFunction, _ index: Int
) -> (Tensor<S>, Tensor<S>) {
    var first = [S](repeating: 0, count: hashing_row_length(index))
    var second = first
    hashing_row(function, index, S.hashingType, &first, &second)
    return (Tensor(first), Tensor(second))
}

private func outputs<S: ActivationScalar>(
    _ function: HashedRowFunction, _ first: Tensor<S>, _ second: Tensor<S>, axis: Int
) throws -> Tensor<S> {
    switch function {
    case .softmax: try first.softmax(axis: axis)
    case .logSoftmax: try first.logSoftmax(axis: axis)
    case .logSumExp: try first.logSumExp(axis: axis)
    case .softmaxGradient: try second.softmaxGradient(upstream: first, axis: axis)
    case .logSoftmaxGradient: try second.logSoftmaxGradient(upstream: first, axis: axis)
    }
}

/// What becomes of a row that has others beside it, all of them equal.
private func column<S: ActivationScalar>(
    _ function: HashedRowFunction, _ first: Tensor<S>, _ second: Tensor<S>
) throws -> Tensor<S> {
    func columns(_ row: Tensor<S>) -> Tensor<S> {
        let width = Int(ck_column_step)
        return row.withUnsafeBufferPointer { row in
            Tensor(unsafeUninitializedShape: [row.count, width]) { columns in
                for line in row.indices {
                    columns.extracting(line * width..<(line + 1) * width).initialize(repeating: row[line])
                }
            }
        }
    }
    let all = try outputs(function, columns(first), columns(second), axis: 0)
    return function == .logSumExp ? Tensor([all.scalars[0]]) : all.transposed().row(0)
}

private func expectRowsAlike<S: HashedScalar>(_ type: S.Type, _ length: Int) throws {
    for function in 0..<UInt32(hashing_row_functions) {
        let function = try #require(HashedRowFunction(rawValue: function))
        let (first, second) = row(S.self, function, Int(hashing_row_count) - 1)
        let (firsts, seconds) = (windows(first, length), windows(second, length))
        let (turnedFirsts, turnedSeconds) = (firsts.transposed(), seconds.transposed())
        let host = Host(threads: 3, disturbed: true)
        let along = try host.calling { try outputs(function, firsts, seconds, axis: 1) }
        let across = try host.calling { try outputs(function, turnedFirsts, turnedSeconds, axis: 0) }.transposed()

        for index in stride(from: 0, to: along.shape[0], by: 1 + along.shape[0] / 64) {
            let alone = try outputs(function, firsts.row(index), seconds.row(index), axis: 0)
            #expect(adding(along.row(index), to: 0) == adding(alone, to: 0), "\(function) of row \(index)")
            let column = try column(function, firsts.row(index), seconds.row(index))
            #expect(adding(across.row(index), to: 0) == adding(column, to: 0), "\(function) of column \(index)")
        }
    }
}

/// Rows cut out of a long one, as many as three threads want.
private func windows<S>(_ row: Tensor<S>, _ length: Int) -> Tensor<S> {
    let count = 3 * 32768 / length + 1
    return row.withUnsafeBufferPointer { row in
        Tensor(unsafeUninitializedShape: [count, length]) { rows in
            for index in 0..<count {
                let start = 61 * index % (row.count - length)
                _ = rows.extracting(index * length..<(index + 1) * length)
                    .initialize(fromContentsOf: row.extracting(start..<start + length))
            }
        }
    }
}

private func adding<S: HashedScalar>(_ values: Tensor<S>, to hash: UInt64) -> UInt64 {
    values.withUnsafeBufferPointer { hashing_add(hash, S.hashingType, $0.baseAddress!, $0.count) }
}

private func sameBits<S>(_ a: UnsafeBufferPointer<S>, _ b: Tensor<S>) -> Bool {
    b.withUnsafeBufferPointer { memcmp(a.baseAddress!, $0.baseAddress!, a.count * MemoryLayout<S>.stride) == 0 }
}

private func hexadecimal(_ hash: UInt64) -> String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
}

extension hashing_result {
    fileprivate var firstDifference: String {
        withUnsafeBytes(of: difference) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
