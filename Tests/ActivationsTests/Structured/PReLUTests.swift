import Testing

@testable import Activations

@Suite struct PReLUTests {
    private static let shapes = [
        [7], [1], [4, 1], [1, 5], [300, 3], [5, 2000], [3, 5, 49], [2, 2, 1500], [1, 2, 3, 700], [40, 7, 2],
        [3, 1100, 2],
        [1, 700, 5, 5], [0, 3], [3, 0], [130, 300], [257, 2, 2, 2],
    ]

    /// Against loops over the elements, for every axis.
    @Test(arguments: shapes)
    func valuesAndGradientsFollowTheFormula(shape: [Int]) throws {
        try judge(Float.self, shape)
        try judge(Double.self, shape)
        try judge(Float16.self, shape)
        try judge(BFloat16.self, shape)
    }

    private func judge<S: ActivationScalar>(_: S.Type, _ shape: [Int]) throws {
        var numbers = Numbers(seed: 1)
        let x: Tensor<S> = numbers.tensor(shape)
        let dy: Tensor<S> = numbers.tensor(shape)
        for axis in shape.indices {
            let (nestedX, nestedDy) = (x.nested(axis), dy.nested(axis))
            for count in Set([1, shape[axis]]) {
                let slopes: Tensor<S> = numbers.tensor([count], in: -1...1)
                let y = try x.prelu(slopes: slopes, axis: axis)
                let (dx, toSlopes) = try x.preluGradient(slopes: slopes, upstream: dy, axis: axis - shape.count)
                #expect(y.shape == shape && dx.shape == shape && toSlopes.shape == slopes.shape)
                var terms = [[Double]](repeating: [], count: count)
                var (values, gradients): ([S], [S]) = ([], [])
                for outer in 0..<shape[..<axis].reduce(1, *) {
                    for line in 0..<shape[axis] {
                        for inner in 0..<shape[(axis + 1)...].reduce(1, *) {
                            let (a, up) = (nestedX[outer, line, inner], nestedDy[outer, line, inner])
                            let slope = slopes[count == 1 ? 0 : line]
                            values.append(a < 0 ? slope * a : a)
                            gradients.append(a > 0 ? up : slope * up)
                            terms[count == 1 ? 0 : line].append(a < 0 ? Double(up) * Double(a) : 0)
                        }
                    }
                }
                #expect(y.scalars == values && dx.scalars == gradients, "axis \(axis)")
                for channel in 0..<count {
                    let scale = terms[channel].reduce(0) { $0 + abs($1) }
                    let sum = accurateSum(terms[channel])
                    // The sum's own rounding, and one unit of double for each addition.
                    let allowed = abs(sum) * Double(S.ulpOfOne) / 2 + scale * 0x1p-53 * Double(terms[channel].count)
                    #expect(abs(Double(toSlopes[channel]) - sum) <= allowed, "axis \(axis), channel \(channel)")
                }
            }
        }
    }

    @Test func theUsualAxisIsTheSecond() throws {
        var numbers = Numbers(seed: 2)
        let x: Tensor<Float> = numbers.tensor([3, 4, 4])
        let slopes: Tensor<Float> = [0.5, 0.25, -1, 0]
        #expect(try x.prelu(slopes: slopes) == x.prelu(slopes: slopes, axis: 1))
        #expect(try x.prelu(slopes: slopes) != x.prelu(slopes: slopes, axis: 2))
        let vector: Tensor<Float> = [-1, -2, 3, -4]
        #expect(try vector.prelu(slopes: slopes) == [-0.5, -0.5, 3, 0])
        #expect(try Tensor<Float>(-2).prelu(slopes: [0.25]) == Tensor(-0.5))
        #expect(try x.prelu(slopes: [0.25]) == x.applying(.leakyReLU(negativeSlope: 0.25)))
    }

    @Test func specialValues() throws {
        let x = Tensor<Float>([.nan, .signalingNaN, -.infinity, .infinity, 0, -0.0, -0x1p-149, -2])
        let y = try x.prelu(slopes: [0.5]).scalars
        #expect(y[0].isNaN && y[1].isNaN)
        #expect(Array(y[2...]) == [-.infinity, .infinity, 0, 0, 0, -1])
        let matrix = x.shaped([1, 8])
        let many = try matrix.prelu(slopes: Tensor([1, 1, 0, .nan, .nan, 2, 1, .nan])).scalars
        #expect(many[0].isNaN && many[1].isNaN && many[2].isNaN && many[7].isNaN)
        #expect(Array(many[3..<7]) == [.infinity, 0, 0, -0x1p-149])

        let dy = try Tensor<Float>(rows: [[1, 1, 1, .infinity, .infinity, .nan, 1, 1]])
        let (dx, toSlopes) = try matrix.preluGradient(slopes: [1, 1, 2, 0, 0, 0, 0.5, 0], upstream: dy)
        #expect(dx[0, 0].isNaN && dx[0, 1].isNaN && toSlopes[0].isNaN && toSlopes[1].isNaN)
        // A flat side's gradient is 0, whatever comes from upstream; an element that is not below 0 adds nothing.
        #expect(Array(dx.scalars[2...]) == [2, .infinity, 0, 0, 0.5, 0])
        #expect(Array(toSlopes.scalars[2...]) == [-.infinity, 0, 0, 0, -0x1p-149, -2])
        let shared = try x.preluGradient(slopes: [0.5], upstream: dy.shaped([8])).slopes
        #expect(shared.shape == [1] && shared[0].isNaN)
    }

    /// The sum over many small terms beside a large one keeps them.
    @Test func sumsAreInDouble() throws {
        let count = 1 << 16
        let x = Tensor<Float>([-0x1p24] + [Float](repeating: -1, count: count))
        let dy = Tensor<Float>([Float](repeating: 1, count: count + 1))
        #expect(try x.preluGradient(slopes: [0.25], upstream: dy).slopes[0] == -0x1p24 - Float(count))
    }

    @Test(arguments: [[6, 1000], [2, 1300, 3], [3, 2, 2000]])
    func inPlace(shape: [Int]) throws {
        var numbers = Numbers(seed: 4)
        let (x, dy): (Tensor<Float>, Tensor<Float>) = (numbers.tensor(shape), numbers.tensor(shape))
        let slopes: Tensor<Float> = numbers.tensor([shape[1]])
        let expected = try x.preluGradient(slopes: slopes, upstream: dy)
        let y = try x.prelu(slopes: slopes)
        let prelu = try PReLU(shape, axis: 1, slopes: slopes.count)
        var memory = [x.scalars, slopes.scalars]
        withPointers(&memory) { prelu.forward(UnsafePointer($0[0]), slopes: UnsafePointer($0[1]), $0[0]) }
        #expect(memory[0] == y.scalars)
        for role in 0..<2 {
            var memory = [x.scalars, dy.scalars, slopes.scalars]
            var sums = [Double](repeating: 0, count: prelu.sumCount)
            sums.withUnsafeMutableBufferPointer { sums in
                withPointers(&memory) {
                    prelu.backward(
                        UnsafePointer($0[1]), UnsafePointer($0[0]), slopes: UnsafePointer($0[2]), $0[role],
                        toSlopes: $0[2], sums: sums)
                }
            }
            #expect(memory[role] == expected.x.scalars && memory[2] == expected.slopes.scalars)
        }
    }

    @Test func errorsNameWhatIsWrong() throws {
        let x = try Tensor<Float>(shape: [2, 3], repeating: 1)
        let error = #expect(throws: ActivationError.self) { try x.prelu(slopes: [1, 2]) }
        #expect(error?.description == "There are 2 slopes for the 3 channels along axis 1; 1 or 3 are needed.")
        #expect(throws: ActivationError.slopeCountMismatch(0, axis: 0, length: 2)) { try x.prelu(slopes: [], axis: 0) }
        #expect(throws: ActivationError.axisOutOfRange(axis: 2, rank: 2)) { try x.prelu(slopes: [1], axis: 2) }
        #expect(throws: ActivationError.axisOutOfRange(axis: 1, rank: 0)) {
            try Tensor<Float>(1).prelu(slopes: [1, 2])
        }
        #expect(throws: ActivationError.shapeMismatch(operation: "the gradient of PReLU", [2, 3], [3, 2])) {
            try x.preluGradient(slopes: [1], upstream: x.transposed())
        }
    }
}

extension ThreadDependentTests {
    @Suite struct PReLUThreadTests {
        @Test(arguments: [[1024, 1024], [1 << 18, 4], [64, 3, 8192], [1, 1024, 1024]])
        func anyNumberOfThreadsGivesTheSameBits(shape: [Int]) throws {
            var numbers = Numbers(seed: 6)
            let (x, dy): (Tensor<Float>, Tensor<Float>) = (numbers.tensor(shape), numbers.tensor(shape))
            let slopes: Tensor<Float> = numbers.tensor([shape[1]])
            for slopes in [slopes, [0.25]] {
                let y = try x.prelu(slopes: slopes)
                let expected = try Host(threads: 1, disturbed: false).calling {
                    try x.preluGradient(slopes: slopes, upstream: dy)
                }
                for threads in 1...3 {
                    try Host(threads: threads, disturbed: true).calling {
                        let gradient = try x.preluGradient(slopes: slopes, upstream: dy)
                        #expect(sameBits(gradient.x, expected.x) && sameBits(gradient.slopes, expected.slopes))
                        #expect(sameBits(try x.prelu(slopes: slopes), y))
                    }
                }
            }
        }
    }
}
