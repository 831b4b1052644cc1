import Testing

@testable import Activations

@Suite struct MaxoutTests {
    @Test(arguments: [[6], [2, 12], [12, 5], [2, 6, 700], [1, 6, 1030], [700, 6], [0, 6], [6, 0]])
    func valuesAndGradientsFollowTheDefinition(shape: [Int]) throws {
        try judge(Float.self, shape)
        try judge(Double.self, shape)
        try judge(Float16.self, shape)
        try judge(BFloat16.self, shape)
    }

    /// Few different values, so that many are equal.
    private func judge<S: ActivationScalar>(_: S.Type, _ shape: [Int]) throws {
        var numbers = Numbers(seed: 1)
        let elements = (0..<shape.reduce(1, *)).map { _ in S(numbers.next(in: -3...3).rounded()) }
        let x = Tensor(elements).shaped(shape)
        for axis in shape.indices {
            let nested = x.nested(axis)
            for pieces in [1, 2, 3, 6] where shape[axis].isMultiple(of: pieces) {
                let units = shape.enumerated().map { $0 == axis ? $1 / pieces : $1 }
                let dy: Tensor<S> = numbers.tensor(units)
                let y = try x.maxout(pieces: pieces, axis: axis)
                let dx = try x.maxoutGradient(pieces: pieces, upstream: dy, axis: axis - shape.count)
                #expect(y.shape == units && dx.shape == shape)
                let upstream = dy.scalars
                var values = [S](repeating: .nan, count: y.count)
                var gradients = [S](repeating: 0, count: dx.count)
                let (neighbours, lines) = (shape[(axis + 1)...].reduce(1, *), units[axis])
                for outer in 0..<shape[..<axis].reduce(1, *) {
                    for line in 0..<lines {
                        for inner in 0..<neighbours {
                            let pool = (0..<pieces).map { nested[outer, line * pieces + $0, inner] }
                            let first = pool.indices.reduce(0) { pool[$1] > pool[$0] ? $1 : $0 }
                            let unit = (outer * lines + line) * neighbours + inner
                            values[unit] = pool[first]
                            gradients[((outer * lines + line) * pieces + first) * neighbours + inner] = upstream[unit]
                        }
                    }
                }
                #expect(y.scalars == values && dx.scalars == gradients, "axis \(axis), \(pieces) pieces")
            }
        }
    }

    @Test func specialValues() throws {
        let x = try Tensor<Float>(rows: [
            [.nan, 1, .infinity], [1, .nan, .infinity], [1, 2, .signalingNaN], [-.infinity, -.infinity, -.infinity],
            [-0.0, 0, -1], [0, -0.0, -1], [.infinity, .infinity, 0],
        ])
        let y = try x.maxout(pieces: 3).scalars
        #expect(y[..<3].allSatisfy { $0.isNaN } && Array(y[3...]) == [-.infinity, 0, 0, .infinity])
        #expect(y[4].sign == .minus && y[5].sign == .plus)
        let dy = Tensor<Float>([2, 2, 2, .infinity, .nan, 3, 4]).shaped([7, 1])
        let dx = try x.maxoutGradient(pieces: 3, upstream: dy)
        #expect(dx.scalars[..<9].allSatisfy { $0.isNaN })
        #expect(dx.row(3).scalars == [.infinity, 0, 0])
        #expect(dx[4, 0].isNaN && dx[4, 1] == 0 && dx[4, 2] == 0)
        #expect(dx.row(5) == [3, 0, 0] && dx.row(6) == [4, 0, 0])
    }

    @Test func inPlace() throws {
        var numbers = Numbers(seed: 2)
        for shape in [[4, 6, 5], [2, 6, 1500]] {
            let (x, dy): (Tensor<Float>, Tensor<Float>) = (
                numbers.tensor(shape), numbers.tensor([shape[0], 2, shape[2]])
            )
            let expected = try x.maxoutGradient(pieces: 3, upstream: dy, axis: 1)
            let maxout = try Maxout(shape, axis: 1, pieces: 3)
            var memory = [x.scalars, dy.scalars]
            withPointers(&memory) { maxout.backward(UnsafePointer($0[1]), UnsafePointer($0[0]), $0[0]) }
            #expect(memory[0] == expected.scalars)
        }
    }

    @Test func errorsNameWhatIsWrong() throws {
        let x = try Tensor<Float>(shape: [4, 7], repeating: 1)
        let error = #expect(throws: ActivationError.self) { try x.maxout(pieces: 0) }
        #expect(error?.description == "The parameter pieces of maxout is 0.0; allowed is at least 1.")
        #expect(throws: ActivationError.indivisibleAxis(axis: 1, length: 7, pieces: 3)) {
            try x.maxout(pieces: 3, axis: 1)
        }
        #expect(throws: ActivationError.axisOutOfRange(axis: 2, rank: 2)) { try x.maxout(pieces: 1, axis: 2) }
        #expect(throws: ActivationError.shapeMismatch(operation: "the gradient of maxout", [2, 7], [4, 7])) {
            try x.maxoutGradient(pieces: 2, upstream: x, axis: 0)
        }
    }
}

extension ThreadDependentTests {
    @Suite struct MaxoutThreadTests {
        @Test(arguments: [[2, 3 << 18], [3 << 17, 4]])
        func anyNumberOfThreadsGivesTheSame(shape: [Int]) throws {
            var numbers = Numbers(seed: 3)
            let axis = shape[0] == 2 ? 0 : 1
            let x: Tensor<Float> = numbers.tensor(shape)
            let dy: Tensor<Float> = numbers.tensor(shape.enumerated().map { $0 == axis ? $1 / 2 : $1 })
            let y = try x.maxout(pieces: 2, axis: axis)
            let dx = try x.maxoutGradient(pieces: 2, upstream: dy, axis: axis)
            for threads in 1...3 {
                let results = try Host(threads: threads, disturbed: true).calling {
                    (
                        try x.maxout(pieces: 2, axis: axis),
                        try x.maxoutGradient(pieces: 2, upstream: dy, axis: axis)
                    )
                }
                #expect(sameBits(results.0, y) && sameBits(results.1, dx))
            }
        }
    }
}
