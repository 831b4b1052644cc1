/// The colours and dashes of a picture, on light and on dark paper.
///
/// The curves' colours are those of Okabe and Ito, which the colour-blind tell apart, but for those that white paper
/// would swallow. The style sheet names them `s0`, `s1` …
enum Palette {
    struct Colour {
        let light, dark: String
    }

    static let paper = Colour(light: "#ffffff", dark: "#0d1117")
    static let ink = Colour(light: "#1f2328", dark: "#e6edf3")
    static let faintInk = Colour(light: "#59636e", dark: "#9198a1")
    static let axis = Colour(light: "#a2abb5", dark: "#59616b")
    static let grid = Colour(light: "#e4e8ec", dark: "#262c34")

    static let curves = [
        Colour(light: "#0072b2", dark: "#56b4e9"), Colour(light: "#d55e00", dark: "#e8702a"),
        Colour(light: "#009e73", dark: "#1fb88b"), Colour(light: "#c46d9d", dark: "#cc79a7"),
        Colour(light: "#1f2328", dark: "#e6edf3"), Colour(light: "#663311", dark: "#e69f00"),
        Colour(light: "#8833ee", dark: "#f0e442"),
    ]

    static let dashes = ["", "9 4", "2 3", "9 3 2 3"]

    /// A colour and a dash for each of so many curves, no two alike.
    static let styleLimit = curves.count * dashes.count

    /// The classes of the curve with that number.
    static func style(_ index: Int) -> String { "s\(index % curves.count) d\(index % dashes.count)" }

    static let styleSheet = """
        text { font: 12px system-ui, -apple-system, "Segoe UI", "Liberation Sans", Arial, sans-serif }
        .title { font-size: inherit; font-weight: 600 }
        .caption { font-weight: 600 }
        .small { font-size: 10px }
        .note { font-size: 11px }
        .grid, .axis { stroke-width: 1 }
        .curve { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round }
        .dot { stroke-width: 5; stroke-linecap: round }
        .fine { stroke-width: 1.25 }

        """ + dashRules + rules(\.light) + "@media (prefers-color-scheme: dark) {\n" + rules(\.dark) + "}\n"

    private static let dashRules = dashes.enumerated().map { index, dash in
        dash.isEmpty ? "" : ".d\(index) { stroke-dasharray: \(dash); stroke-linecap: butt }\n"
    }.joined()

    private static func rules(_ shade: KeyPath<Colour, String>) -> String {
        let curves = curves.enumerated().map { ".s\($0) { stroke: \($1[keyPath: shade]) }\n" }.joined()
        return """
            .paper { fill: \(paper[keyPath: shade]) }
            text { fill: \(ink[keyPath: shade]) }
            .tick { fill: \(faintInk[keyPath: shade]) }
            .grid { stroke: \(grid[keyPath: shade]) }
            .axis { stroke: \(axis[keyPath: shade]); fill: none }

            """ + curves
    }
}
