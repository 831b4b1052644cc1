import Activations
import ArgumentParser
import TensorFiles

struct Plot: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Draw functions and their derivatives, or their rounding errors, as SVG.",
        discussion: """
            activate plot gelu silu relu -o curves.svg
            activate plot elu:alpha=0.5 --from -3 --to 3 -o elu.svg
            activate plot --grid -o all.svg
            activate plot sigmoid softplus --error -o errors.svg

            --error draws the float32 error in units in the last place, against float64: the worst of some thousand \
            numbers in each pixel's column, beside that of the textbook formula in float32.
            """)

    @Argument(
        help: """
            Names of 'activate list', with parameters where wanted: leaky_relu:negative_slope=0.2. Every function that \
            takes numbers one by one, if none is named.
            """,
        transform: PlottedFunction.init)
    var functions: [PlottedFunction] = []

    @Option(parsing: .unconditional, help: "The smallest x, −5 unless given, where the functions have values there.")
    var from: Double?

    @Option(parsing: .unconditional, help: "The largest x, 5 unless given, where the functions have values there.")
    var to: Double?

    @Flag(help: "Draw each function in a small panel of its own.")
    var grid = false

    @Flag(help: "Draw the rounding error instead, in a panel for each function.")
    var error = false

    @Option(help: "A line above the picture.")
    var title: String?

    @Option(name: .shortAndLong, help: "Where the picture goes; it is printed otherwise.")
    var output: String?

    mutating func validate() throws {
        let (from, to) = (from ?? -5, to ?? 5)
        guard from < to, from.isFinite, to.isFinite else {
            throw ValidationError("There is no range from \(from) to \(to).")
        }
        guard (max(abs(from), abs(to)) * 1e-9...1e300).contains(to - from), to - from > 1e-290 else {
            throw ValidationError("The range from \(from) to \(to) is too narrow or too wide to draw.")
        }
        if error, !Float(from).isFinite || !Float(to).isFinite {
            throw ValidationError("The range from \(from) to \(to) is beyond float32, whose error is to be drawn.")
        }
        if functions.isEmpty { functions = try ActivationDescription.all.map { try PlottedFunction($0.name) } }
        if error, grid { throw ValidationError("--error draws a panel for each function without --grid.") }
        if !error, !grid, functions.count > Palette.styleLimit {
            throw ValidationError(
                """
                \(functions.count) functions are more than the \(Palette.styleLimit) that a panel tells apart; --grid \
                gives each its own.
                """)
        }
    }

    func run() throws {
        let ranges = try functions.map(range)
        let picture =
            if error {
                try Picture(ofErrors: Array(zip(functions, ranges)), title: title)
            } else if grid {
                Picture(gridOf: Array(zip(functions, ranges)), title: title)
            } else {
                Picture(of: functions, over: ranges.reduce(ranges[0]) { $0.union($1) }, title: title)
            }
        let names = functions.map(\.label).joined(separator: ", ")
        let svg = picture.svg(description: title ?? (error ? "Errors of \(names)" : "Graphs of \(names)"))
        if let output { try write(svg, to: output) } else { print(svg, terminator: "") }
    }

    /// What is asked for, without the stretches at its ends where the function has no values, but for a margin.
    private func range(of function: PlottedFunction) throws -> ClosedRange<Double> {
        let widest = (from ?? -5)...(to ?? 5)
        let domain = try function.domain(in: widest)
        let margin = domain.width / 25
        return (domain.lowerBound - margin...domain.upperBound + margin).clamped(to: widest)
    }
}
