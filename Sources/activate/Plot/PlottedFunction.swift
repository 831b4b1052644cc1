import Activations
import ArgumentParser

/// A function to draw, as it is named on the command line.
struct PlottedFunction {
    let label: String
    let activation: Activation

    init(_ text: String) throws {
        let stages = try Function(text).stages
        guard stages.count == 1, case .elementwise(let activations) = stages[0], activations.count == 1 else {
            throw ValidationError("“\(text)” is not one function of one number, as gelu and elu:alpha=0.5 are.")
        }
        (label, activation) = (text, activations[0])
    }

    func value(_ x: Double) -> Double { activation(x) }
    func derivative(_ x: Double) -> Double { activation.derivative(x) }

    /// The parameters as float32 computes with them.
    var parameters: [Float] { activation.parameterList.map(Float.init) }

    /// What float32 should give, for `Double`: the activation with the parameters that float32 has.
    var exact: Activation {
        get throws {
            let row = activation.description
            let rounded = zip(row.parameters.map(\.name), parameters.map(Double.init))
            return try Activation(named: row.name, parameters: Dictionary(uniqueKeysWithValues: rounded))
        }
    }

    /// The part of a range where the function has values.
    func domain(in range: ClosedRange<Double>) throws -> ClosedRange<Double> {
        guard let domain = range.domain(of: value) else {
            throw Failure(description: "\(label) has no values from \(range.lowerBound) to \(range.upperBound)")
        }
        return domain
    }
}
