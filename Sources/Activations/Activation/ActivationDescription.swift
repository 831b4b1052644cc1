internal import CKernels

/// A row of the catalogue: what an activation is called, what it computes, and how exactly.
public struct ActivationDescription: Sendable {
    let kind: ActivationKind

    /// Every activation, by name.
    public static let all: [ActivationDescription] = (0..<UInt32(ck_kind_count)).compactMap {
        ActivationKind(rawValue: $0).map(ActivationDescription.init)
    }

    init(_ kind: ActivationKind) { self.kind = kind }

    private var row: ck_descriptor { ck_describe(kind).pointee }

    /// The name in the C interface, on the command line and in files.
    public var name: String { String(cString: row.name) }

    /// Other names that find the same row.
    public var aliases: [String] { String(cString: row.aliases).split(separator: ",").map(String.init) }

    /// The function of x, in plain text.
    public var formula: String { String(cString: row.formula) }

    /// Whether the cheaper gradient is computed from the output instead of the input.
    public var gradientReadsOutput: Bool { row.gradient_reads == .output }

    /// Whether the output alone determines the gradient.
    public var hasGradientFromOutput: Bool {
        ck_current().pointee.float32.pointee.from_output[Int(kind.rawValue)] != nil
    }

    /// The parameters in order.
    public var parameters: [Parameter] {
        withUnsafeBytes(of: row.parameters) { bytes in
            bytes.bindMemory(to: ck_parameter.self).prefix(Int(row.parameter_count)).map(Parameter.init)
        }
    }

    /// The first parameter may not exceed the second.
    var isOrdered: Bool { row.ordered }

    /// The largest errors in ULP, over all inputs in `Float` and over a large sample in `Double`.
    public func errorBound<Scalar: ActivationScalar>(_ type: Scalar.Type) -> (forward: Double, gradient: Double) {
        let bound = type == Float.self ? row.float32 : row.float64
        return (bound.forward, bound.gradient)
    }

    /// A parameter of an activation.
    public struct Parameter: Sendable {
        public let name: String
        public let defaultValue: Double
        /// The smallest and the largest valid value.
        public let range: ClosedRange<Double>
        /// Whether 0 is excluded from the range.
        public let excludesZero: Bool

        init(_ row: ck_parameter) {
            name = String(cString: row.name)
            defaultValue = row.initial
            range = row.lower...row.upper
            excludesZero = row.nonzero
        }

        /// Whether the value is valid; NaN never is.
        public func allows(_ value: Double) -> Bool { range.contains(value) && !(excludesZero && value == 0) }

        var allowedValues: String {
            let bounds =
                switch (range.lowerBound, range.upperBound) {
                case (-.infinity, .infinity): "any number"
                case (let low, .infinity): "at least \(low)"
                case (-.infinity, let high): "at most \(high)"
                case (let low, let high): "from \(low) to \(high)"
                }
            return excludesZero ? bounds + " except 0" : bounds
        }
    }
}
