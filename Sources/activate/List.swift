import Activations
import ArgumentParser

struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show every function with its parameters, their defaults and its formula.")

    @Flag(help: "Print the names alone, one a line.")
    var namesOnly = false

    func run() {
        let activations = ActivationDescription.all
        let (functions, structured) = (AxisFunction.allCases, StructuredFunction.rows)
        let names = activations.map(\.name) + functions.map(\.rawValue) + structured.map(\.name)
        guard !namesOnly else { return print(names.joined(separator: "\n")) }
        var table = Table()
        table.addColumn("name", names)
        let parameters = activations.map { activation in
            activation.parameters.map { "\($0.name)=\($0.defaultValue)" }.joined(separator: " ")
        }
        table.addColumn("parameters", parameters + functions.map { _ in "" } + structured.map(\.parameterText))
        table.addColumn(
            "formula", activations.map(\.formula) + functions.map(\.formula) + structured.map(\.formula))
        let aliases = activations.map { $0.aliases.joined(separator: ", ") }
        table.addColumn("also called", aliases + (functions.map { _ in "" } + structured.map { _ in "" }))
        print(table)
    }
}
