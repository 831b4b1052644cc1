import Synchronization
import Testing

@testable import Activations

@Suite struct TensorTests {
    @Test func literalsGiveTheirShape() {
        let vector: Tensor<Float> = [1, 2.5, -3]
        #expect(vector.shape == [3])
        #expect(vector.scalars == [1, 2.5, -3])
        let matrix: Tensor<Double> = [[1, 2], [3, 4], [5, 6]]
        #expect(matrix.shape == [3, 2])
        #expect(matrix.scalars == [1, 2, 3, 4, 5, 6])
        let cube: Tensor<Int> = [[[1], [2]], [[3], [4]]]
        #expect(cube.shape == [2, 2, 1])
        let flags: Tensor<Bool> = [true, false]
        #expect(flags.scalars == [true, false])
        let empty: Tensor<Float> = []
        #expect(empty.shape == [0])
        let special: Tensor<Float> = [[.scalar(.infinity), 0]]
        #expect(special[0, 0] == .infinity)
        let (a, b) = (Float(7), Float(8))
        #expect(Tensor([a, b]).shape == [2])
        #expect(Tensor<Float>([[1, 2], [3, 4]]).shape == [2, 2])
        #expect(Tensor<Float>(5)[] == 5)
    }

    @Test func shapesOfEveryRank() throws {
        let number = try Tensor(shape: [], scalars: [Float(42)])
        #expect(number.rank == 0)
        #expect(number.count == 1)
        #expect(number[] == 42)
        let grid = try Tensor<Double>(shape: [2, 3, 4, 5]) { Double($0[0] * 1000 + $0[1] * 100 + $0[2] * 10 + $0[3]) }
        #expect(grid.rank == 4)
        #expect(grid.count == 120)
        #expect(grid[1, 2, 3, 4] == 1234)
        #expect(grid.scalars[119] == 1234)
        #expect(grid.scalars[20] == 100)
        let empty = try Tensor<Float>(shape: [3, 0, 2], repeating: 1)
        #expect(empty.isEmpty)
        #expect(empty.scalars == [])
        #expect(try Tensor<Float>(shape: [2, 2], repeating: 0.5).scalars == [0.5, 0.5, 0.5, 0.5])
        #expect(try Tensor(rows: [[1, 2], [3, 4]] as [[Float]]).shape == [2, 2])
        #expect(try Tensor(rows: [] as [[Float]]).shape == [0, 0])
    }

    @Test func shapesThatCannotBeAreErrors() {
        #expect(throws: ActivationError.invalidShape([2, -1])) { try Tensor<Float>(shape: [2, -1], repeating: 0) }
        #expect(throws: ActivationError.invalidShape([-1, 0])) { try Tensor<Float>(shape: [-1, 0], scalars: []) }
        // 2⁶⁰ doubles are 2⁶³ bytes; 2⁶⁰ bytes would fit.
        #expect(throws: ActivationError.invalidShape([1 << 30, 1 << 30])) {
            try Tensor<Double>(shape: [1 << 30, 1 << 30], repeating: 0)
        }
        #expect(throws: ActivationError.invalidShape([0, .max, 2])) {
            try Tensor<Float>(shape: [0, .max, 2], scalars: [])
        }
        #expect(throws: ActivationError.invalidShape([.max, .max])) {
            try Tensor<Float>(shape: [.max, .max]) { _ in 0 }
        }
        #expect(throws: ActivationError.scalarCountMismatch(shape: [2, 3], count: 5)) {
            try Tensor<Float>(shape: [2, 3], scalars: [1, 2, 3, 4, 5])
        }
        #expect(throws: ActivationError.raggedRows(row: 1, expected: 2, actual: 1)) {
            try Tensor<Float>(rows: [[1, 2], [3]])
        }
    }

    @Test func errorsNameWhatDisagrees() {
        let texts: [(ActivationError, String)] = [
            (.invalidShape([2, -1]), "The shape [2, -1] has a negative dimension, -1."),
            (.invalidShape([9, 8]), "A tensor of shape [9, 8] does not fit into memory."),
            (.scalarCountMismatch(shape: [2, 3], count: 5), "The shape [2, 3] does not hold 5 scalars."),
            (.countMismatch(expected: 4, actual: 3), "Expected 4 elements and got 3."),
            (.raggedRows(row: 1, expected: 2, actual: 3), "Row 1 has 3 elements where the rows before it have 2."),
            (.shapeMismatch(operation: "matmul", [2, 3], [4]), "The shapes [2, 3] and [4] do not fit for matmul."),
            (.axisOutOfRange(axis: -3, rank: 2), "Axis -3 is out of range for a tensor of rank 2."),
            (.invalidAxes([0, 0], rank: 2), "The axes [0, 0] are no permutation of the 2 axes of the tensor."),
            (
                .emptyAxis(axis: 1, shape: [2, 0]),
                "Axis 1 of a tensor of shape [2, 0] is empty and has no largest element."
            ),
            (.dimensionTooLarge(9, limit: 8), "A dimension of 9 is beyond the 8 that BLAS can count."),
            (.misalignedMemory(alignment: 4), "The memory does not start at a multiple of 4 bytes."),
            (.unknownActivation("rleu"), "There is no activation named “rleu”."),
            (.unknownParameter(activation: "elu", parameter: "beta"), "The activation elu has no parameter “beta”."),
            (
                .invalidParameter(activation: "celu", parameter: "alpha", value: 0, allowed: "any but 0"),
                "The parameter alpha of celu is 0.0; allowed is any but 0."
            ),
            (
                .gradientNeedsInput(activation: "gelu"),
                "The gradient of gelu does not follow from its output; it needs the input."
            ),
        ]
        for (error, text) in texts { #expect("\(error)" == text) }
    }

    @Test func subscriptsReadAndWrite() throws {
        var matrix: Tensor<Float> = [[1, 2], [3, 4]]
        matrix[1, 0] = 30
        #expect(matrix.scalars == [1, 2, 30, 4])
        var cube = try Tensor<Float>(shape: [2, 2, 2], repeating: 0)
        cube[1, 0, 1] = 5
        #expect(cube.scalars == [0, 0, 0, 0, 0, 5, 0, 0])
        var number = try Tensor<Float>(shape: [], repeating: 1)
        number[] = 2
        #expect(number[] == 2)
        var vector: Tensor<Int> = [1, 2]
        vector[1] += 5
        #expect(vector.scalars == [1, 7])
    }

    @Test func rowsStandAlongTheFirstAxis() throws {
        let matrix: Tensor<Float> = [[1, 2], [3, 4], [5, 6]]
        #expect(matrix.row(1) == [3, 4])
        #expect(matrix.rows.count == 3)
        #expect(matrix.rows.map(\.scalars) == [[1, 2], [3, 4], [5, 6]])
        let vector: Tensor<Float> = [7, 8]
        #expect(vector.row(1).shape == [])
        #expect(vector.row(1)[] == 8)
        #expect(try Tensor<Float>(shape: [2, 3, 4], repeating: 1).row(0).shape == [3, 4])
        #expect(try Tensor<Float>(shape: [2, 0], repeating: 1).row(1).isEmpty)
    }

    @Test func equalityIsOfShapeAndElements() throws {
        let matrix: Tensor<Float> = [[1, 2], [3, 4]]
        #expect(matrix == [[1, 2], [3, 4]])
        #expect(matrix != [[1, 2], [3, 5]])
        #expect(matrix != [1, 2, 3, 4])
        #expect(Tensor([Float.nan]) != Tensor([Float.nan]))
    }
}

@Suite struct TensorMemoryTests {
    @Test(arguments: [0, 1, 15, 16, 17, 1000]) func memoryIsAligned(count: Int) throws {
        let tensor = try Tensor<Float>(shape: [count], repeating: 1)
        #expect(tensor.withUnsafeBufferPointer { Int(bitPattern: $0.baseAddress) % 64 } == 0)
    }

    @Test func copiesShareUntilWritten() {
        let original: Tensor<Float> = [1, 2, 3]
        var copy = original
        #expect(original.address == copy.address)
        copy[0] = 9
        #expect(original.address != copy.address)
        #expect(original == [1, 2, 3])
        #expect(copy == [9, 2, 3])
        let place = copy.address
        copy[1] = 8
        copy.withMutableSpan { $0[2] = 7 }
        #expect(copy.address == place)
        #expect(copy == [9, 8, 7])
    }

    @Test func reshapedTensorsShareUntilWritten() throws {
        var matrix: Tensor<Float> = [[1, 2], [3, 4]]
        let flat = try matrix.reshaped([4])
        #expect(flat.address == matrix.address)
        matrix[0, 0] = 9
        #expect(flat == [1, 2, 3, 4])
    }

    @Test func foreignMemoryIsReadInPlaceAndReleasedOnce() throws {
        let released = Counter()
        let memory = UnsafeMutablePointer<Double>.allocate(capacity: 6)
        defer { memory.deallocate() }
        for i in 0..<6 { memory[i] = Double(i) }
        do {
            let tensor = try Tensor(foreign: UnsafePointer(memory), shape: [2, 3]) { released.increment() }
            #expect(tensor.address == UInt(bitPattern: memory))
            #expect(tensor[1, 2] == 5)
            var written = tensor
            written[0, 0] = 100
            #expect(written.address != tensor.address)
            #expect(memory[0] == 0)
            let flat = try tensor.reshaped([6])
            #expect(flat[5] == 5)
            #expect(released.value == 0)
        }
        #expect(released.value == 1)
    }

    @Test func theOnlyForeignTensorIsCopiedBeforeItIsWrittenAndThenReleased() throws {
        let released = Counter()
        let memory = UnsafeMutablePointer<Float>.allocate(capacity: 2)
        defer { memory.deallocate() }
        memory.initialize(repeating: 1, count: 2)
        var tensor = try Tensor(foreign: UnsafePointer(memory), shape: [2]) { released.increment() }
        tensor.withUnsafeMutableBufferPointer { $0[0] = 5 }
        #expect(memory[0] == 1)
        #expect(tensor == [5, 1])
        #expect(released.value == 1)
    }

    @Test func memoryThatIsNotAdoptedIsNotReleased() throws {
        let released = Counter()
        let memory = UnsafeMutableRawPointer.allocate(byteCount: 64, alignment: 64)
        defer { memory.deallocate() }
        let misaligned = UnsafePointer((memory + 2).assumingMemoryBound(to: Float.self))
        #expect(throws: ActivationError.misalignedMemory(alignment: 4)) {
            try Tensor(foreign: misaligned, shape: [2]) { released.increment() }
        }
        let aligned = UnsafePointer(memory.assumingMemoryBound(to: Float.self))
        #expect(throws: ActivationError.invalidShape([-2])) {
            try Tensor(foreign: aligned, shape: [-2]) { released.increment() }
        }
        #expect(released.value == 0)
    }

    @Test func spansReadWriteAndCopy() throws {
        var tensor: Tensor<Float> = [1, 2, 3, 4]
        #expect(tensor.withSpan { $0.count } == 4)
        #expect(tensor.withSpan { $0[2] } == 3)
        tensor.withMutableSpan { span in
            for i in span.indices { span[i] *= 2 }
        }
        #expect(tensor == [2, 4, 6, 8])
        #expect(try Tensor(copying: tensor.scalars.span, shape: [2, 2]) == [[2, 4], [6, 8]])
        #expect(throws: ActivationError.scalarCountMismatch(shape: [3], count: 4)) {
            try Tensor(copying: tensor.scalars.span, shape: [3])
        }
    }

    @Test func anErrorOfTheClosureComesOutAsItself() {
        var tensor: Tensor<Float> = [1]
        #expect(throws: Stop()) { try tensor.withSpan { _ throws(Stop) in throw Stop() } }
        #expect(throws: Stop()) { try tensor.withMutableSpan { _ throws(Stop) in throw Stop() } }
        #expect(throws: Stop()) {
            try Tensor<Float>(unsafeUninitializedShape: [4]) { _ throws(Stop) in throw Stop() }
        }
    }

    @Test func tensorsCrossTasks() async {
        let tensor: Tensor<Float> = [1, 2, 3]
        let sums = await withTaskGroup { group in
            for i in 0..<8 {
                group.addTask {
                    var mine = tensor
                    mine[0] = Float(i)
                    return mine.sum()
                }
            }
            return await group.reduce(into: Set<Float>()) { $0.insert($1) }
        }
        #expect(sums == Set((5...12).map(Float.init)))
        #expect(tensor == [1, 2, 3])
    }
}

private struct Stop: Error, Equatable {}

private final class Counter: Sendable {
    private let count = Atomic(0)
    var value: Int { count.load(ordering: .relaxed) }
    func increment() { count.add(1, ordering: .relaxed) }
}

extension Tensor {
    fileprivate var address: UInt { withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) } }
}
