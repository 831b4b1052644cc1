import Testing

@testable import Activations

@Suite struct CReLUTests {
    @Test(arguments: [[3], [2, 5], [5, 2, 3], [2, 3, 700], [1, 1030], [700, 3], [0, 3], [3, 0]])
    func valuesAndGradientsFollowTheDefinition(shape: [Int]) throws {
        try judge(Float.self, shape)
        try judge(Double.self, shape)
        try judge(Float16.self, shape)
        try judge(BFloat16.self, shape)
    }

    private func judge<S: ActivationScalar>(_: S.Type, _ shape: [Int]) throws {
        var numbers = Numbers(seed: 1)
        let x: Tensor<S> = numbers.tensor(shape)
        for axis in shape.indices {
            let doubled = shape.enumerated().map { $0 == axis ? 2 * $1 : $1 }
            let dy: Tensor<S> = numbers.tensor(doubled)
            let y = try x.crelu(axis: axis)
            let dx = try x.creluGradient(upstream: dy, axis: axis - shape.count)
            #expect(y.shape == doubled && dx.shape == shape)
            let (nestedX, nestedDy) = (x.nested(axis), dy.nested(axis))
            var (values, gradients): ([S], [S]) = ([], [])
            let neighbours = shape[(axis + 1)...].reduce(1, *)
            for outer in 0..<shape[..<axis].reduce(1, *) {
                for sign in [1, -1] as [S] {
                    for line in 0..<shape[axis] {
                        for inner in 0..<neighbours {
                            values.append(max(sign * nestedX[outer, line, inner], 0))
                        }
                    }
                }
                for line in 0..<shape[axis] {
                    for inner in 0..<neighbours {
                        let (first, second) = (
                            nestedDy[outer, line, inner], nestedDy[outer, line + shape[axis], inner]
                        )
                        gradients.append(nestedX[outer, line, inner] > 0 ? first : -second)
                    }
                }
            }
            #expect(y.scalars == values && dx.scalars == gradients, "axis \(axis)")
        }
    }

    @Test func specialValues() throws {
        let x = try Tensor<Float>(rows: [[.nan, .signalingNaN, .infinity, -.infinity, 0, -0.0, 0x1p-149, -0x1p-149]])
        let y = try x.crelu(axis: 0)
        for side in 0..<2 { #expect(y[side, 0].isNaN && y[side, 1].isNaN) }
        #expect(Array(y.row(0).scalars[2...]) == [.infinity, 0, 0, 0, 0x1p-149, 0])
        #expect(Array(y.row(1).scalars[2...]) == [0, .infinity, 0, 0, 0, 0x1p-149])
        let dy = try Tensor<Float>(rows: [
            [1, 1, 2, .nan, .infinity, .nan, 3, .nan], [1, 1, .nan, 5, .nan, .infinity, .nan, 7],
        ])
        let dx = try x.creluGradient(upstream: dy, axis: 0).scalars
        #expect(dx[0].isNaN && dx[1].isNaN && Array(dx[2...]) == [2, -5, 0, 0, 3, -7])
    }

    @Test func inPlace() throws {
        var numbers = Numbers(seed: 2)
        for shape in [[4, 6, 5], [2, 6, 1500]] {
            let (x, dy): (Tensor<Float>, Tensor<Float>) = (
                numbers.tensor(shape), numbers.tensor([shape[0], 12, shape[2]])
            )
            let expected = try x.creluGradient(upstream: dy, axis: 1)
            var memory = [x.scalars, dy.scalars]
            let crelu = CReLU(split: try AxisSplit(shape, axis: 1))
            withPointers(&memory) { crelu.backward(UnsafePointer($0[1]), UnsafePointer($0[0]), $0[0]) }
            #expect(memory[0] == expected.scalars)
        }
    }

    @Test func errorsNameWhatIsWrong() throws {
        let x = try Tensor<Float>(shape: [4, 7], repeating: 1)
        #expect(throws: ActivationError.axisOutOfRange(axis: 2, rank: 2)) { try x.crelu(axis: 2) }
        #expect(throws: ActivationError.axisOutOfRange(axis: -1, rank: 0)) { try Tensor<Float>(1).crelu() }
        #expect(throws: ActivationError.shapeMismatch(operation: "the gradient of CReLU", [4, 14], [4, 7])) {
            try x.creluGradient(upstream: x)
        }
        let huge = try Tensor<Float>(shape: [0, .max / 6], repeating: 0)
        #expect(throws: ActivationError.invalidShape([0, .max / 6 * 2])) { try huge.crelu() }
    }
}

extension ThreadDependentTests {
    @Suite struct CReLUThreadTests {
        @Test func anyNumberOfThreadsGivesTheSame() throws {
            var numbers = Numbers(seed: 3)
            let x: Tensor<Float> = numbers.tensor([1 << 18, 3])
            let dy: Tensor<Float> = numbers.tensor([1 << 18, 6])
            let (y, dx) = (try x.crelu(), try x.creluGradient(upstream: dy))
            for threads in 1...3 {
                let results = try Host(threads: threads, disturbed: true).calling {
                    (try x.crelu(), try x.creluGradient(upstream: dy))
                }
                #expect(sameBits(results.0, y) && sameBits(results.1, dx))
            }
        }
    }
}
