import CKernels
import Testing

@testable import Activations

/// Float16 and BFloat16: computed in Float and rounded once.
@Suite struct HalfTests {
    @Test(arguments: ActivationDescription.all.map(\.name))
    func everyValueIsThatOfFloatRoundedOnce(name: String) throws {
        try check(Float16.self, try Activation(named: name))
        try check(BFloat16.self, try Activation(named: name))
    }

    private func check<S: HalfScalar>(_ type: S.Type, _ f: Activation) throws {
        let x = try Tensor(shape: [65536], scalars: (0...UInt16.max).map(S.init(bitPattern:)))
        let wide = x.mapped { $0.widened }
        let (ones, wideOnes) = (x.mapped { _ in S(1) }, x.mapped { _ in Float(1) })
        let name = f.description.name
        #expect(same(x.applying(f), wide.applying(f)), "\(name) in \(S.self)")
        let slopes = try f.gradient(at: x, upstream: ones)
        #expect(same(slopes, try f.gradient(at: wide, upstream: wideOnes)), "\(name)′ in \(S.self)")
        let upstream = x.mapped { S(bitPattern: $0.bitPattern &* 40503 &+ 1) }
        let products = try f.gradient(at: wide, upstream: upstream.mapped { $0.widened })
        #expect(same(try f.gradient(at: x, upstream: upstream), products), "\(name)′ dy in \(S.self)")
        if f.description.hasGradientFromOutput {
            let slopes = try f.gradient(fromOutput: x, upstream: ones)
            #expect(same(slopes, try f.gradient(fromOutput: wide, upstream: wideOnes)), "\(name)′ in \(S.self)")
        }
    }

    /// Whether `narrow` is `wide` rounded, NaN with NaN.
    private func same<S: HalfScalar>(_ narrow: Tensor<S>, _ wide: Tensor<Float>) -> Bool {
        zip(narrow.scalars, wide.scalars).allSatisfy { narrow, wide in
            let rounded = S(rounding: wide)
            return narrow.bitPattern == rounded.bitPattern || narrow.isNaN && rounded.isNaN
        }
    }

    @Test func chainsAreRoundedOnce() throws {
        try checkChain(Float16.self)
        try checkChain(BFloat16.self)
    }

    private func checkChain<S: HalfScalar>(_ type: S.Type) throws {
        let stages: [Activation] = [.linear(slope: 3, offset: 0.1), .sigmoid, .logit, .tanh]
        for count in [1, 16, 255, 256, 257, 9000, 300_007] {
            let x = try Tensor(shape: [count]) { S(rounding: Float($0[0] % 1013) / 100 - 5) }
            #expect(same(x.applying(stages), x.mapped { $0.widened }.applying(stages)))
        }
    }

    /// Of so many that some are looked up and some computed.
    @Test func largeGradients() throws {
        try checkLargeGradient(Float16.self)
        try checkLargeGradient(BFloat16.self)
    }

    private func checkLargeGradient<S: HalfScalar>(_ type: S.Type) throws {
        let x = try Tensor(shape: [300_007]) { S(rounding: Float($0[0] % 1013) / 100 - 5) }
        let dy = try Tensor(shape: [300_007]) { S(rounding: Float($0[0] % 911) / 64 - 7) }
        let expected = try Activation.gelu.gradient(at: x.mapped { $0.widened }, upstream: dy.mapped { $0.widened })
        #expect(same(try Activation.gelu.gradient(at: x, upstream: dy), expected))
    }

    /// Every length around the block and the vectors, at any address, in place and not.
    @Test func lengthsAndPlaces() {
        checkPlaces(Float16.self)
        checkPlaces(BFloat16.self)
    }

    private func checkPlaces<S: HalfScalar>(_ type: S.Type) {
        let inputs = (0..<600).map { S(rounding: Float($0) / 64 - 4) }
        let (values, slopes) = (inputs.map { Activation.tanh($0) }, inputs.map { Activation.tanh.derivative($0) })
        let memory = UnsafeMutableBufferPointer<S>.allocate(capacity: 700)
        let ones = [S](repeating: 1, count: 600)
        defer { memory.deallocate() }
        for count in Array(0...140) + Array(250...260) + [511, 512, 513, 600] {
            for offset in [1, 2, 33] {
                memory.initialize(repeating: 7)
                let place = UnsafeMutableBufferPointer(rebasing: memory[offset..<offset + count])
                _ = place.update(fromContentsOf: inputs[..<count])
                Activation.tanh.apply(place)
                #expect(place.elementsEqual(values[..<count]))
                _ = place.update(fromContentsOf: inputs[..<count])
                if let start = place.baseAddress { Activation.tanh.backward(ones, start, start, count: count) }
                #expect(place.elementsEqual(slopes[..<count]))
                #expect(memory[..<offset].allSatisfy { $0 == 7 } && memory[(offset + count)...].allSatisfy { $0 == 7 })
            }
        }
    }

    /// Large outputs go past the caches, by several threads.
    @Test func largeTensors() {
        let period = 0x7c00
        let repeats = Streaming.threshold / 2 / period + 2
        let numbers = (0..<period).map { Float16(bitPattern: UInt16($0)) }
        let small = Tensor(numbers).applying(.linear(slope: -0.3))
        let large = Tensor<Float16>(unsafeUninitializedShape: [repeats, period]) { all in
            for start in stride(from: 0, to: all.count, by: period) {
                _ = all.extracting(start..<start + period).initialize(fromContentsOf: numbers)
            }
        }.applying(.linear(slope: -0.3))
        for line in [0, 1, repeats / 2, repeats - 1] {
            #expect(large.row(line) == small)
        }
    }

    // MARK: Conversions

    /// Each float of 16 bits, each tie between two of them, and the floats beside the tie, by every instruction set.
    @Test(arguments: ["avx512", "avx2", "portable"])
    func conversions(instructionSet: String) throws {
        guard let table = ck_table_named(instructionSet)?.pointee else {
            try Test.cancel("This processor lacks \(instructionSet).")
        }
        checkConversions(Float16.self, table.float16.pointee)
        checkConversions(BFloat16.self, table.bfloat16.pointee)
    }

    private func checkConversions<S: HalfScalar>(_ type: S.Type, _ half: ck_half) {
        let patterns = Array(0...UInt16.max)
        var wide = [Float](repeating: 0, count: patterns.count)
        half.widen(patterns, &wide, patterns.count)
        #expect(
            zip(patterns, wide).allSatisfy { pattern, wide in
                let x = S(bitPattern: pattern)
                return x.isNaN ? wide.isNaN : wide == x.widened && wide.sign == x.sign
            })
        var (inputs, expected): ([Float], [UInt16]) = ([], [])
        let infinity = S.infinity.bitPattern
        for bits in 0..<infinity {
            let (low, step) = (S(bitPattern: bits).widened, S(bitPattern: bits).ulp.widened)
            let tie = low + step / 2
            let rounded = [bits, bits + bits % 2, bits + 1]
            inputs += [tie.nextDown, tie, tie.nextUp] + [-tie.nextDown, -tie, -tie.nextUp]
            expected += rounded + rounded.map { $0 | 0x8000 }
        }
        inputs += [.infinity, -.infinity, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, 1e30, 0, -0.0]
        expected += [infinity, infinity | 0x8000, infinity, infinity | 0x8000]
        expected += [S.self == BFloat16.self ? BFloat16(1e30).bitPattern : infinity, 0, 0x8000]
        var narrow = [UInt16](repeating: 0, count: inputs.count)
        half.narrow(inputs, &narrow, inputs.count)
        #expect(narrow == expected)
        let nans = [0x7f80_0001, 0x7fff_ffff, 0xffff_ffff, 0xff80_0001, 0x7fc0_0000, 0x7f80_ffff]
            .map { Float(bitPattern: $0) }
        half.narrow(nans, &narrow, nans.count)
        #expect(narrow.prefix(nans.count).allSatisfy { S(bitPattern: $0).isNaN })
    }
}

/// A type of 16 bits, with its conversions as Swift makes them.
private protocol HalfScalar: ActivationScalar {
    init(bitPattern: UInt16)
    var bitPattern: UInt16 { get }
    init(rounding wide: Float)
    var widened: Float { get }
}

extension Float16: HalfScalar {
    init(rounding wide: Float) { self.init(wide) }
    var widened: Float { Float(self) }
}

extension BFloat16: HalfScalar {
    init(rounding wide: Float) { self.init(wide) }
    var widened: Float { Float(self) }
}
