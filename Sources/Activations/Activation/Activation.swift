internal import CKernels

/// An activation function with its parameters: a value that can be stored, compared and applied.
///
///     let y = x.applying(.leakyReLU(negativeSlope: 0.2))
///     let p = Activation.sigmoid(0.3)
///     let a = try Activation(named: "softplus", parameters: ["beta": 2])
public struct Activation: Sendable, Hashable {
    // Before the kind, so that no padding is copied: a copy that takes both together would wait for what was just stored.
    let parameters: ParameterValues
    let kind: ActivationKind

    init(_ kind: ActivationKind, _ parameters: ParameterValues = ParameterValues()) {
        self.kind = kind
        self.parameters = parameters
    }

    /// The activation of the catalogue with that name or alias.
    ///
    /// - Parameters:
    ///   - name: A name as in the C interface and on the command line: `"leaky_relu"`, `"expit"`.
    ///   - parameters: Values by parameter name; the others keep their defaults.
    /// - Throws: `ActivationError.unknownActivation`, `.unknownParameter` or `.invalidParameter`.
    public init(named name: String, parameters: [String: Double] = [:]) throws(ActivationError) {
        guard let row = ActivationDescription(named: name) else { throw .unknownActivation(name) }
        let names = row.parameters.map(\.name)
        var values = row.defaults
        for (name, value) in parameters {
            guard let index = names.firstIndex(of: name) else {
                throw .unknownParameter(activation: row.name, parameter: name)
            }
            values[index] = value
        }
        try self.init(row.kind, checking: values)
    }

    /// - Throws: `ActivationError.invalidParameter` for a value outside the parameter's range.
    init(_ kind: ActivationKind, checking values: ParameterValues) throws(ActivationError) {
        let row = ActivationDescription(kind)
        for index in 0..<row.parameterCount {
            let parameter = row.parameter(index)
            guard parameter.allows(values[index]) else {
                throw .invalidParameter(
                    activation: row.name, parameter: parameter.name, value: values[index],
                    allowed: parameter.allowedValues)
            }
        }
        if row.isOrdered, values[0] > values[1] {
            throw .invalidParameter(
                activation: row.name, parameter: row.parameter(0).name, value: values[0],
                allowed: "at most \(row.parameter(1).name), which is \(values[1])")
        }
        self.init(kind, values)
    }

    /// Out of the caches it waits for memory, not for arithmetic.
    var isMemoryBound: Bool { ck_describe(kind).pointee.memory_bound }

    /// The row of the catalogue that this activation is made from.
    public var description: ActivationDescription { ActivationDescription(kind) }

    /// The value of each parameter, in the order of the row's.
    package var parameterList: [Double] { (0..<description.parameterCount).map { parameters[$0] } }
}
