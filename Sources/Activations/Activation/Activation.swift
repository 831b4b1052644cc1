internal import CKernels

/// An activation function with its parameters: a value that can be stored, compared and applied.
///
///     let y = x.applying(.leakyReLU(negativeSlope: 0.2))
///     let p = Activation.sigmoid(0.3)
///     let a = try Activation(named: "softplus", parameters: ["beta": 2])
public struct Activation: Sendable, Hashable {
    let kind: ActivationKind
    /// The parameters in the order of the catalogue; what the row does not have is 0.
    let parameters: SIMD4<Double>

    init(_ kind: ActivationKind, _ parameters: SIMD4<Double> = .zero) {
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
        guard let row = ActivationDescription.all.first(where: { $0.name == name || $0.aliases.contains(name) }) else {
            throw .unknownActivation(name)
        }
        var values = row.parameters.map(\.defaultValue)
        for (name, value) in parameters {
            guard let index = row.parameters.firstIndex(where: { $0.name == name }) else {
                throw .unknownParameter(activation: row.name, parameter: name)
            }
            values[index] = value
        }
        try self.init(row.kind, checking: values)
    }

    /// - Throws: `ActivationError.invalidParameter` for a value outside the parameter's range.
    init(_ kind: ActivationKind, checking values: [Double]) throws(ActivationError) {
        let row = ActivationDescription(kind)
        var parameters = SIMD4<Double>.zero
        for (index, parameter) in row.parameters.enumerated() {
            guard parameter.allows(values[index]) else {
                throw .invalidParameter(
                    activation: row.name, parameter: parameter.name, value: values[index],
                    allowed: parameter.allowedValues)
            }
            parameters[index] = values[index]
        }
        if row.isOrdered, parameters[0] > parameters[1] {
            throw .invalidParameter(
                activation: row.name, parameter: row.parameters[0].name, value: parameters[0],
                allowed: "at most \(row.parameters[1].name), which is \(parameters[1])")
        }
        self.init(kind, parameters)
    }

    /// The row of the catalogue that this activation is made from.
    public var description: ActivationDescription { ActivationDescription(kind) }
}
