/// How a model is fitted.
public struct FitOptions: Sendable, Hashable {
    /// The weight λ of the penalty λ/2·Σw² on the coefficients, not on intercepts: 1/C of scikit-learn. At least 0.
    public var l2: Double
    /// Whether the penalty falls on the coefficients of features scaled to standard deviation 1, so that units don't
    /// matter. The fitted coefficients are those of the features as they are in any case.
    public var standardizes: Bool
    /// The fit is done when no logit changes by more than this in an iteration. Greater than 0.
    public var tolerance: Double
    /// The fit ends after so many iterations, done or not. At least 1.
    public var maximumIterations: Int

    public init(
        l2: Double = 1, standardizes: Bool = false, tolerance: Double = 1e-9, maximumIterations: Int = 1000
    ) {
        self.l2 = l2
        self.standardizes = standardizes
        self.tolerance = tolerance
        self.maximumIterations = maximumIterations
    }

    func validate() throws(FitError) {
        guard l2 >= 0, l2 < .infinity else {
            throw .invalidOption(name: "l2", value: l2, allowed: "any number from 0 on")
        }
        guard tolerance > 0, tolerance < .infinity else {
            throw .invalidOption(name: "tolerance", value: tolerance, allowed: "any number greater than 0")
        }
        guard maximumIterations > 0 else {
            throw .invalidOption(
                name: "maximumIterations", value: Double(maximumIterations), allowed: "any number from 1 on")
        }
    }
}

/// How far a fit has come, after an iteration.
public struct FitProgress: Sendable, Hashable, Codable {
    public let iteration: Int
    /// The sum of the rows' losses (negative log likelihoods) and the penalty: what the fit makes small.
    public let loss: Double
    /// The largest change of a logit in this iteration.
    public let change: Double
    /// Whether the change is within the tolerance.
    public let isConverged: Bool
}
