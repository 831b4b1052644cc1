/// The elements of an SVG picture, one after the other.
struct SVG {
    typealias Attributes = KeyValuePairs<String, String>

    private var elements = ""

    mutating func add(_ name: String, _ attributes: Attributes, text: String? = nil) {
        elements += "<\(name)\(Self.written(attributes))"
        elements += text.map { ">\(Self.escaped($0))</\(name)>\n" } ?? "/>\n"
    }

    mutating func group(_ attributes: Attributes, name: String = "g", _ content: (inout SVG) -> Void) {
        elements += "<\(name)\(Self.written(attributes))>\n"
        content(&self)
        elements += "</\(name)>\n"
    }

    mutating func line(_ style: String, from start: Point, to end: Point) {
        add("path", ["class": style, "d": "M\(start) L\(end)"])
    }

    mutating func text(_ text: String, _ style: String, at point: Point, anchor: String = "start") {
        add(
            "text", ["class": style, "x": coordinate(point.x), "y": coordinate(point.y), "text-anchor": anchor],
            text: text)
    }

    /// The whole file. The title is read to those who do not see the picture.
    func document(width: Double, height: Double, title: String, styleSheet: String) -> String {
        let (width, height) = (coordinate(width), coordinate(height))
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
            viewBox="0 0 \(width) \(height)" role="img">
            <title>\(Self.escaped(title))</title>
            <style>
            \(styleSheet)</style>
            <rect class="paper" width="100%" height="100%"/>
            \(elements)</svg>

            """
    }

    private static func written(_ attributes: Attributes) -> String {
        attributes.map { " \($0)=\"\(escaped($1))\"" }.joined()
    }

    /// Text as XML takes it; control characters, which it does not, are left out.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case "\"": result += "&quot;"
            case "\u{0}"..<" ", "\u{7f}"..<"\u{a0}", "\u{fffe}", "\u{ffff}": break
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

/// A place in a picture, in pixels from its upper left corner.
struct Point: Equatable, CustomStringConvertible {
    var x, y: Double

    var description: String { "\(coordinate(x)),\(coordinate(y))" }
}

/// A length in pixels to two decimals.
func coordinate(_ length: Double) -> String {
    let hundredths = Int((length * 100).rounded())
    let fraction = abs(hundredths % 100)
    let digits =
        fraction == 0 ? "" : fraction % 10 == 0 ? ".\(fraction / 10)" : fraction < 10 ? ".0\(fraction)" : ".\(fraction)"
    return (hundredths < 0 ? "-" : "") + "\(abs(hundredths) / 100)" + digits
}
