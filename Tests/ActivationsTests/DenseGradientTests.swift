import Testing

@testable import Activations

/// The gradients of a dense layer are derivatives: quotients of differences of Σ dy·y agree.
@Suite struct DenseGradientTests {
    let x = Tensor<Double>(counting: [2, 3, 4], by: 0.37)
    let w = Tensor<Double>(counting: [4, 5], by: 0.61)
    let b = Tensor<Double>(counting: [5], by: 0.43)
    let dy = Tensor<Double>(counting: [2, 3, 5], by: 0.29)

    @Test(
        arguments: [
            .activations([]), .activations([.tanh]), .activations([.linear(slope: 0.5), .sigmoid, .softplus]), .softmax,
            .logSoftmax,
        ] as [DenseOutput])
    func gradientsAreDerivatives(output: DenseOutput) throws {
        let found = try x.denseGradients(weights: w, bias: b, upstream: dy, output: output)
        func loss(_ x: Tensor<Double>, _ w: Tensor<Double>, _ b: Tensor<Double>) throws -> Double {
            try (x.dense(weights: w, bias: b, output: output) * dy).sum()
        }
        func expect(_ gradient: Tensor<Double>, at point: Tensor<Double>, _ f: (Tensor<Double>) throws -> Double) throws
        {
            #expect(gradient.shape == point.shape)
            let h = 0x1p-18
            for place in 0..<point.count {
                var (left, right) = (point, point)
                left.withUnsafeMutableBufferPointer { $0[place] -= h }
                right.withUnsafeMutableBufferPointer { $0[place] += h }
                let quotient = (try f(right) - f(left)) / (2 * h)
                #expect(abs(gradient.scalars[place] - quotient) < 1e-7)
            }
        }
        try expect(found.input, at: x) { try loss($0, w, b) }
        try expect(found.weights, at: w) { try loss(x, $0, b) }
        try expect(found.bias, at: b) { try loss(x, w, $0) }
    }

    /// Enough work for several threads: sums of products in Double.
    @Test func largeLayersOnSeveralThreads() throws {
        let (m, k, n) = (300, 200, 150)
        let (x, w, dy) = (
            Tensor<Float>(counting: [m, k], by: 0.37), Tensor<Float>(counting: [k, n], by: 0.61),
            Tensor<Float>(counting: [m, n], by: 0.29)
        )
        let found = try x.denseGradients(weights: w, upstream: dy)
        for (row, column) in [(0, 0), (299, 199), (150, 7)] {
            let exact = (0..<n).reduce(0.0) { $0 + Double(dy[row, $1]) * Double(w[column, $1]) }
            #expect(abs(Double(found.input[row, column]) - exact) < 1e-4)
        }
        for (row, column) in [(0, 0), (199, 149), (77, 3)] {
            let exact = (0..<m).reduce(0.0) { $0 + Double(x[$1, row]) * Double(dy[$1, column]) }
            #expect(abs(Double(found.weights[row, column]) - exact) < 1e-4)
        }
        let exact = (0..<m).reduce(0.0) { $0 + Double(dy[$1, 149]) }
        #expect(ulps(found.bias[149], exact) <= 1)
    }

    @Test func emptyLayers() throws {
        let x = try Tensor<Float>(shape: [0, 3], repeating: 1)
        let w = try Tensor<Float>(shape: [3, 2], repeating: 1)
        let found = try x.denseGradients(weights: w, upstream: Tensor(shape: [0, 2], repeating: 1), output: .softmax)
        #expect(found.input.shape == [0, 3] && found.weights.scalars == [0, 0, 0, 0, 0, 0])
        #expect(found.bias.scalars == [0, 0])
    }

    @Test func shapesAreChecked() {
        let error = #expect(throws: ActivationError.self) { try x.denseGradients(weights: w, upstream: w) }
        #expect(error?.description.contains("upstream gradient of a dense layer") == true)
        #expect(throws: ActivationError.self) { try x.denseGradients(weights: x, upstream: dy) }
        #expect(throws: ActivationError.self) { try x.denseGradients(weights: w, bias: w, upstream: dy) }
    }
}

extension Tensor where Scalar: BinaryFloatingPoint {
    /// Numbers between −1 and 1.
    fileprivate init(counting shape: [Int], by step: Scalar) {
        self.init(unsafeUninitializedShape: shape) { numbers in
            for index in numbers.indices {
                let number = Scalar(index + 1) * step
                numbers.initializeElement(at: index, to: number - 2 * (number / 2).rounded())
            }
        }
    }
}
