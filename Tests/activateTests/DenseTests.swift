import Activations
import TensorFiles
import Testing

@Suite struct DenseTests {
    let activate: Command

    init() throws {
        activate = try Command()
        let x: Tensor<Float> = [[1, 2], [3, 4], [-1, 0]]
        let weights: Tensor<Float> = [[1, -1, 2], [0, 1, 2]]
        let bias: Tensor<Float> = [10, 0, -10]
        try x.write(npy: activate.path("x.npy"))
        try weights.write(npy: activate.path("w.npy"))
        try bias.write(npy: activate.path("b.npy"))
    }

    @Test func productBiasAndActivation() throws {
        #expect(
            try activate(
                "dense", "--weights", "w.npy", "--bias", "b.npy", "--activation", "relu", "x.npy", "-o", "y.npy")
                == .init(code: 0))
        #expect(
            try FloatingTensor(npy: activate.path("y.npy")) == .float32([[11, 1, 0], [13, 1, 4], [9, 1, 0]]))
        #expect(try activate("dense", "--weights", "w.npy", "x.npy", "-o", "y.npy") == .init(code: 0))
        #expect(
            try FloatingTensor(npy: activate.path("y.npy")) == .float32([[1, 1, 6], [3, 1, 14], [-1, 1, -2]]))
    }

    @Test func softmaxSumsToOneInEachRow() throws {
        #expect(
            try activate("dense", "--weights", "w.npy", "--activation", "softmax", "x.npy", "-o", "p.npy").code == 0)
        let sums = try Tensor<Float>(npy: activate.path("p.npy")).sum(axis: -1)
        #expect(sums.scalars.allSatisfy { abs($0 - 1) < 1e-6 })
    }

    /// The stages go on after the one that the layer applies itself.
    @Test func severalStages() throws {
        let stages = "relu,linear:slope=0.5,softmax,linear:offset=1"
        #expect(try activate("dense", "--weights", "w.npy", "--activation", stages, "x.npy", "-o", "p.npy").code == 0)
        let sums = try Tensor<Float>(npy: activate.path("p.npy")).sum(axis: -1)
        #expect(sums.scalars.allSatisfy { abs($0 - 4) < 1e-6 })
        #expect(
            try activate("dense", "--weights", "w.npy", "--activation", "logsumexp", "x.npy", "-o", "l.npy").code == 0)
        #expect(try Tensor<Float>(npy: activate.path("l.npy")).shape == [3])
    }

    @Test func float64AnywhereMakesTheResultFloat64() throws {
        let bias: Tensor<Double> = [0.1, 0, 0]
        try bias.write(npy: activate.path("b.npy"))
        #expect(try activate("dense", "--weights", "w.npy", "--bias", "b.npy", "x.npy", "-o", "y.npy").code == 0)
        #expect(
            try FloatingTensor(npy: activate.path("y.npy"))
                == .float64([[1.1, 1, 6], [3.1, 1, 14], [-0.9, 1, -2]]))
    }

    @Test func shapesThatDisagree() throws {
        let result = try activate("dense", "--weights", "b.npy", "--bias", "b.npy", "x.npy", "-o", "y.npy")
        #expect(result.code == 1)
        #expect(result.errors.hasPrefix("activate: ") && result.errors.split(separator: "\n").count == 1)
        #expect(result.errors.contains("[3, 2]") && result.errors.contains("[3]"))
        #expect(try activate("dense", "--weights", "w.npy", "--bias", "w.npy", "x.npy", "-o", "y.npy").code == 1)
        #expect(try !activate.files.contains("y.npy"))
    }
}
