import Activations

/// The functions that take the elements along an axis apart: gated units, maxout and CReLU.
struct StructuredFunction {
    /// A name with the parameter that it takes, if any, and its default, if it has one.
    struct Row: Sendable {
        let name: String
        var parameter: (name: String, initial: Double?)?
        let formula: String

        var parameterText: String {
            parameter.map { "\($0.name)=" + ($0.initial.map { "\($0)" } ?? "…") } ?? ""
        }
    }

    static let rows = [
        Row(name: "glu", formula: "a * sigmoid(b) of the halves along an axis"),
        Row(name: "reglu", formula: "relu(a) * b of the halves along an axis"),
        Row(name: "geglu", formula: "gelu(a) * b of the halves along an axis"),
        Row(name: "geglu_tanh", formula: "gelu_tanh(a) * b of the halves along an axis"),
        Row(name: "swiglu", formula: "silu(a) * b of the halves along an axis"),
        Row(
            name: "swiglu_oai", parameter: ("limit", 7),
            formula: "quick_gelu(a) * (b + 1) of the halves along an axis, a at most limit, b within it"),
        Row(name: "maxout", parameter: ("pieces", nil), formula: "max of each few neighbours along an axis"),
        Row(name: "crelu", formula: "relu(x), then relu(-x), along an axis"),
    ]

    private enum Kind {
        case gated(GatedUnit)
        case maxout(pieces: Int)
        case crelu
    }

    private let kind: Kind

    /// - Returns: nil when there is no function of that name.
    init?(_ name: String, parameters: [String: Double]) throws(ActivationError) {
        guard let row = Self.rows.first(where: { $0.name == name }) else { return nil }
        if let unknown = parameters.keys.first(where: { $0 != row.parameter?.name }) {
            throw .unknownParameter(activation: name, parameter: unknown)
        }
        switch name {
        case "glu": kind = .gated(.glu)
        case "reglu": kind = .gated(.reglu)
        case "geglu": kind = .gated(.geglu)
        case "geglu_tanh": kind = .gated(.gegluTanh)
        case "swiglu": kind = .gated(.swiglu)
        case "swiglu_oai": kind = .gated(try .swigluOAI(limit: parameters["limit"] ?? 7))
        case "maxout":
            let pieces = parameters["pieces"] ?? .nan
            guard let count = Int(exactly: pieces), count >= 1 else {
                throw .invalidParameter(
                    activation: name, parameter: "pieces", value: pieces, allowed: "a whole number from 1 on")
            }
            kind = .maxout(pieces: count)
        default: kind = .crelu
        }
    }

    func callAsFunction<S: ActivationScalar>(_ tensor: Tensor<S>, axis: Int) throws(ActivationError) -> Tensor<S> {
        switch kind {
        case .gated(let unit): try tensor.applying(unit, axis: axis)
        case .maxout(let pieces): try tensor.maxout(pieces: pieces, axis: axis)
        case .crelu: try tensor.crelu(axis: axis)
        }
    }
}
