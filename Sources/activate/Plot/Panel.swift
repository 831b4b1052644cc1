/// A pair of axes of a size in pixels. Its upper left corner is the origin of what is drawn in it.
struct Panel {
    let x, y: Axis
    let width, height: Double

    /// In pixels, how far beyond the upper and the lower edge curves are followed.
    private static let overshoot = 4.0
    /// In pixels, how far beyond the right edge a label may reach.
    private static let overhang = 15.0

    func point(_ x: Double, _ y: Double) -> Point {
        let drop = height * (1 - self.y.position(of: y))
        return Point(
            x: width * self.x.position(of: x), y: min(max(drop, -Self.overshoot), height + Self.overshoot))
    }

    /// Whether the point is not held by the limit of what is followed.
    func shows(_ point: Point) -> Bool { -Self.overshoot < point.y && point.y < height + Self.overshoot }

    /// Draws the frame, the grid and the labels, in a style and of a width that go together.
    func drawAxes(in svg: inout SVG, labels: String, labelWidth: (String) -> Double) {
        for tick in x.ticks {
            let place = width * x.position(of: tick.value)
            svg.line(tick.isOrigin ? "axis" : "grid", from: Point(x: place, y: 0), to: Point(x: place, y: height))
            let centre = min(place, width + Self.overhang - labelWidth(tick.label) / 2)
            svg.text(tick.label, labels, at: Point(x: centre, y: height + 15), anchor: "middle")
        }
        for tick in y.ticks {
            let place = height * (1 - y.position(of: tick.value))
            svg.line(tick.isOrigin ? "axis" : "grid", from: Point(x: 0, y: place), to: Point(x: width, y: place))
            svg.text(tick.label, labels, at: Point(x: -7, y: place + 4), anchor: "end")
        }
        svg.add("rect", ["class": "axis", "width": coordinate(width), "height": coordinate(height)])
    }

    /// A polyline; a point that stands alone becomes a dot.
    func draw(_ pieces: [[Point]], style: String, in svg: inout SVG) {
        let lines = pieces.filter { $0.count > 1 }.map { piece in
            "M" + piece.map(\.description).joined(separator: " ")
        }
        if !lines.isEmpty { svg.add("path", ["class": "curve \(style)", "d": lines.joined()]) }
        for dot in pieces.filter({ $0.count == 1 }).flatMap({ $0 }) {
            svg.add("path", ["class": "dot \(style)", "d": "M\(dot)h0"])
        }
    }
}
