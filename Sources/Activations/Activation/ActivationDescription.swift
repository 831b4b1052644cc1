internal import CKernels

/// A row of the catalogue: what an activation is called, what it computes, and how exactly.
public struct ActivationDescription: Sendable {
    let kind: ActivationKind

    /// Every activation, by name.
    public static let all: [ActivationDescription] = (0..<Int(ck_kind_count)).compactMap {
        ActivationKind(index: $0).map(ActivationDescription.init)
    }

    init(_ kind: ActivationKind) { self.kind = kind }

    /// The row with that name or alias.
    init?(named name: String) {
        guard let row = Self.all.first(where: { $0.name == name || $0.aliases.contains(name) }) else { return nil }
        self = row
    }

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
    public var parameters: [Parameter] { (0..<parameterCount).map(parameter) }

    var parameterCount: Int { Int(row.parameter_count) }

    func parameter(_ index: Int) -> Parameter { Parameter(row: ck_parameters(ck_describe(kind))[index]) }

    /// The default of each parameter, as an activation holds them.
    var defaults: ParameterValues {
        let row = ck_describe(kind)
        guard row.pointee.parameter_count > 0 else { return ParameterValues() }
        let parameters = ck_parameters(row)
        return ParameterValues(
            parameters[0].initial, parameters[1].initial, parameters[2].initial, parameters[3].initial)
    }

    /// The first parameter may not exceed the second.
    var isOrdered: Bool { row.ordered }

    /// The largest errors in ULP, over all inputs in `Float` and over a large sample in `Double`. In `Float16` and
    /// ``BFloat16`` they are half a unit of the type more than in `Float`.
    public func errorBound<Scalar: ActivationScalar>(_ type: Scalar.Type) -> (forward: Double, gradient: Double) {
        guard type._kernels.half != nil else {
            let bound = type == Float.self ? row.float32 : row.float64
            return (bound.forward, bound.gradient)
        }
        let (bound, unit) = (row.float32, Double(Float.ulpOfOne) / Double(Scalar.ulpOfOne))
        return (0.5 + bound.forward * unit, 0.5 + bound.gradient * unit)
    }

    /// A parameter of an activation.
    public struct Parameter: @unchecked Sendable {
        let row: ck_parameter

        public var name: String { String(cString: row.name) }
        public var defaultValue: Double { row.initial }
        /// The smallest and the largest valid value.
        public var range: ClosedRange<Double> { row.lower...row.upper }
        /// Whether 0 is excluded from the range.
        public var excludesZero: Bool { row.nonzero }

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

extension ActivationKind {
    /// The kind at a position of the catalogue.
    init?(index: Int) {
        guard (0..<Int(ck_kind_count)).contains(index) else { return nil }
        self.init(rawValue: UInt32(index))
    }
}
