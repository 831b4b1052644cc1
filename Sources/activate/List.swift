import Activations
import ArgumentParser

struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show every function with its parameters, their defaults and its formula.")

    @Flag(help: "Print the names alone, one a line.")
    var namesOnly = false

    func run() {
        let activations = ActivationDescription.all
        let names = activations.map(\.name) + AxisFunction.allCases.map(\.rawValue)
        guard !namesOnly else { return print(names.joined(separator: "\n")) }
        var table = Table(header: ["name", "parameters", "formula", "also called"])
        for activation in activations {
            let parameters = activation.parameters.map { "\($0.name)=\($0.defaultValue)" }
            table.rows.append([
                activation.name, parameters.joined(separator: " "), activation.formula,
                activation.aliases.joined(separator: ", "),
            ])
        }
        for function in AxisFunction.allCases { table.rows.append([function.rawValue, "", function.formula, ""]) }
        print(table)
    }
}
