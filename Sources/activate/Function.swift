import Activations
import ArgumentParser
import TensorFiles

/// Stages that a tensor goes through one after the other, as the command line names them:
/// `leaky_relu:negative_slope=0.2` or `linear:slope=2:offset=1,softmax`.
struct Function {
    enum Stage {
        /// Elementwise functions, applied in one pass over memory.
        case elementwise([Activation])
        case overAxis(AxisFunction)
        case structured(StructuredFunction)
    }

    private(set) var stages: [Stage] = []

    static let help: ArgumentHelp = """
        A name of 'activate list', with parameters where wanted: leaky_relu:negative_slope=0.2. Several are separated \
        by commas: linear:slope=2:offset=1,sigmoid.
        """

    init(_ text: String) throws {
        for stage in text.split(separator: ",", omittingEmptySubsequences: false) {
            let parts = stage.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            let parameters = try Dictionary(parts.dropFirst().map(Self.parameter)) { _, last in last }
            if let function = AxisFunction(rawValue: parts[0]) {
                if let name = parameters.keys.first {
                    throw ActivationError.unknownParameter(activation: parts[0], parameter: name)
                }
                stages.append(.overAxis(function))
            } else if let function = try StructuredFunction(parts[0], parameters: parameters) {
                stages.append(.structured(function))
            } else {
                append(try Activation(named: parts[0], parameters: parameters))
            }
        }
    }

    var usesAxis: Bool {
        stages.contains { if case .elementwise = $0 { false } else { true } }
    }

    func callAsFunction(_ tensor: FloatingTensor, axis: Int = -1) throws(ActivationError) -> FloatingTensor {
        switch tensor {
        case .float32(let tensor): .float32(try self(tensor, axis: axis))
        case .float64(let tensor): .float64(try self(tensor, axis: axis))
        case .float16(let tensor): .float16(try self(tensor, axis: axis))
        case .bfloat16(let tensor): .bfloat16(try self(tensor, axis: axis))
        }
    }

    func callAsFunction<S: ActivationScalar>(
        _ tensor: Tensor<S>, axis: Int = -1
    ) throws(ActivationError) -> Tensor<S> {
        var result = tensor
        for stage in stages {
            switch stage {
            case .elementwise(let activations): result = result.applying(activations)
            case .overAxis(let function): result = try function(result, axis: axis)
            case .structured(let function): result = try function(result, axis: axis)
            }
        }
        return result
    }

    /// The stages after the first.
    func dropFirst() -> Function {
        var rest = self
        rest.stages.removeFirst()
        return rest
    }

    private mutating func append(_ activation: Activation) {
        if case .elementwise(let activations) = stages.last {
            stages[stages.count - 1] = .elementwise(activations + [activation])
        } else {
            stages.append(.elementwise([activation]))
        }
    }

    private static func parameter(_ text: String) throws -> (name: String, value: Double) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let value = Double(parts[1]) else {
            throw ValidationError("“\(text)” does not name a parameter and its number, as negative_slope=0.2 does.")
        }
        return (String(parts[0]), value)
    }
}

/// The functions of the softmax family, which combine the elements along an axis.
enum AxisFunction: String, CaseIterable {
    case softmax
    case logSoftmax = "log_softmax"
    case softmin, hardmax, sparsemax, entmax15, softmax1
    case logSumExp = "logsumexp"

    var formula: String {
        switch self {
        case .softmax: "exp(x) / sum(exp(x)) along an axis"
        case .logSoftmax: "x - log(sum(exp(x))) along an axis"
        case .softmin: "exp(-x) / sum(exp(-x)) along an axis"
        case .hardmax: "1 at the first largest along an axis, 0 elsewhere"
        case .sparsemax: "max(x - t, 0) along an axis, t such that it sums to 1"
        case .entmax15: "max(x / 2 - t, 0)^2 along an axis, t such that it sums to 1"
        case .softmax1: "exp(x) / (1 + sum(exp(x))) along an axis"
        case .logSumExp: "log(sum(exp(x))) along an axis, which the result lacks"
        }
    }

    private var function: AlongAxis {
        switch self {
        case .softmax: .softmax
        case .logSoftmax: .logSoftmax
        case .softmin: .softmin
        case .hardmax: .hardmax
        case .sparsemax: .sparsemax
        case .entmax15: .entmax15
        case .softmax1: .softmax1
        case .logSumExp: .logSumExp
        }
    }

    func callAsFunction<S: ActivationScalar>(_ tensor: Tensor<S>, axis: Int) throws(ActivationError) -> Tensor<S> {
        try tensor.applying(function, axis: axis)
    }
}
