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
        var table = Table()
        table.addColumn("name", names)
        let parameters = activations.map { activation in
            activation.parameters.map { "\($0.name)=\($0.defaultValue)" }.joined(separator: " ")
        }
        let functions = AxisFunction.allCases
        let blanks = functions.map { _ in "" }
        table.addColumn("parameters", parameters + blanks)
        table.addColumn("formula", activations.map(\.formula) + functions.map(\.formula))
        table.addColumn("also called", activations.map { $0.aliases.joined(separator: ", ") } + blanks)
        print(table)
    }
}
