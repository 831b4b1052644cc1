import Activations
import ArgumentParser
import TensorFiles

struct Dense: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "A dense layer: the activation of x·weights + bias.",
        discussion: """
            activate dense --weights w.npy --bias b.npy --activation softmax x.npy -o p.npy

            When one of the files holds float64 the result does, too; otherwise it is float32.
            """)

    @Argument(help: "The features, a row for each case.", completion: .file(extensions: ["npy"]))
    var input: String

    @Option(help: "A row for each feature, a column for each output.", completion: .file(extensions: ["npy"]))
    var weights: String

    @Option(help: "A number for each output.", completion: .file(extensions: ["npy"]))
    var bias: String?

    @Option(help: Function.help, transform: Function.init)
    var activation: Function?

    @Option(name: .shortAndLong, help: "Where the result goes; it is printed otherwise.")
    var output: String?

    func run() throws {
        let x = try FloatingTensor(npy: input)
        let weights = try FloatingTensor(npy: weights)
        let bias = try bias.map { path in try FloatingTensor(npy: path) }
        let isDouble = [x, weights, bias].contains { if case .float64 = $0 { true } else { false } }
        let result: FloatingTensor =
            isDouble
            ? .float64(try layer(x.converted(), weights.converted(), bias?.converted()))
            : .float32(try layer(x.converted(), weights.converted(), bias?.converted()))
        if let output { try result.write(npy: output) } else { print(result) }
    }

    private func layer<S: BLASScalar>(
        _ x: Tensor<S>, _ weights: Tensor<S>, _ bias: Tensor<S>?
    ) throws(ActivationError) -> Tensor<S> {
        let (output, rest) = activation?.splitForDense ?? (.activations([]), nil)
        let y = try x.dense(weights: weights, bias: bias, output: output)
        return try rest?(y) ?? y
    }
}

extension Function {
    /// What a dense layer computes while its result is in the cache, and what is left to do.
    fileprivate var splitForDense: (DenseOutput, rest: Function?) {
        switch stages.first {
        case .elementwise(let activations): (.activations(activations), dropFirst())
        case .overAxis(.softmax): (.softmax, dropFirst())
        case .overAxis(.logSoftmax): (.logSoftmax, dropFirst())
        case .overAxis, .structured, nil: (.activations([]), self)
        }
    }
}
