import Testing

@testable import Activations

@Suite struct RReLUTests {
    @Test func slopesAreDrawnInOrder() throws {
        let x = Tensor<Double>([-1, 2, -3, 4])
        var generator = Given(numbers: [0, 1 << 63, .max, 3 << 62])
        let (y, slopes) = try x.rrelu(lower: 0.25, upper: 0.75, using: &generator)
        #expect(slopes.scalars == [0.25, 0.5, 0.75 - 0x1p-54, 0.625])
        #expect(y.scalars == [-0.25, 2, -3 * (0.75 - 0x1p-54), 4])
        #expect(
            try x.rreluGradient(slopes: slopes, upstream: [2, 2, 2, 2]).scalars == [0.5, 2, 2 * (0.75 - 0x1p-54), 2])
    }

    @Test func slopesAreSpreadEvenly() throws {
        var numbers = Numbers(seed: 1)
        let x: Tensor<Float> = numbers.tensor([100, 1000])
        var generator = SplitMix(state: 9)
        let (y, slopes) = try x.rrelu(using: &generator)
        #expect(slopes.shape == x.shape && slopes.scalars.allSatisfy { (1 / 8...1.0 / 3).contains($0) })
        for index in x.scalars.indices {
            let (x, slope) = (x.scalars[index], slopes.scalars[index])
            #expect(y.scalars[index] == (x < 0 ? slope * x : x))
            if index > 5000 { break }
        }
        // Of n draws the share below the quarter points is normal with deviation √(p(1−p)/n); five of them are allowed.
        for quarter in 1...3 {
            let p = Double(quarter) / 4
            let bound = Float(1.0 / 8 + (1.0 / 3 - 1.0 / 8) * p)
            let share = Double(slopes.scalars.count { $0 < bound }) / 1e5
            #expect(abs(share - p) < 5 * (p * (1 - p) / 1e5).squareRoot())
        }
    }

    @Test func specialValues() throws {
        let x = Tensor<Float>([.nan, .signalingNaN, -.infinity, .infinity, 0, -0.0])
        var generator = SplitMix(state: 1)
        let (y, slopes) = try x.rrelu(lower: 0.5, upper: 0.5, using: &generator)
        #expect(slopes.scalars.allSatisfy { $0 == 0.5 })
        #expect(y[0].isNaN && y[1].isNaN && Array(y.scalars[2...]) == [-.infinity, .infinity, 0, 0])
        let dx = try x.rreluGradient(slopes: slopes, upstream: [1, 1, 1, 1, 1, 1])
        #expect(dx[0].isNaN && dx[1].isNaN && Array(dx.scalars[2...]) == [0.5, 1, 0.5, 0.5])
        #expect(try Tensor<Float>([]).rrelu(using: &generator).output == [])
    }

    @Test(
        arguments: [
            (0.5, 0.25, "The parameter lower of rrelu is 0.5; allowed is at most upper, which is 0.25."),
            (.nan, 0.25, "The parameter lower of rrelu is nan; allowed is any finite number."),
            (0.25, .nan, "The parameter upper of rrelu is nan; allowed is any finite number."),
            (-.infinity, 0.25, "The parameter lower of rrelu is -inf; allowed is any finite number."),
            (0.25, .infinity, "The parameter upper of rrelu is inf; allowed is any finite number."),
        ] as [(Double, Double, String)])
    func errorsNameWhatIsWrong(lower: Double, upper: Double, text: String) {
        var generator = SplitMix(state: 1)
        let error = #expect(throws: ActivationError.self) {
            try Tensor<Float>([1]).rrelu(lower: lower, upper: upper, using: &generator)
        }
        #expect(error?.description == text)
    }

    @Test func shapesMustAgree() throws {
        let x: Tensor<Float> = [1, 2]
        #expect(throws: ActivationError.self) { try x.rreluGradient(slopes: [1], upstream: x) }
        #expect(throws: ActivationError.self) { try x.rreluGradient(slopes: x, upstream: [1]) }
    }

    private struct Given: RandomNumberGenerator {
        var numbers: [UInt64]
        mutating func next() -> UInt64 { numbers.removeFirst() }
    }

    private struct SplitMix: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var z = state
            z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
            z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
            return z ^ (z >> 31)
        }
    }
}
