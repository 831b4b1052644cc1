/// Panels of one size in lines and columns, under a title and a legend.
struct Picture {
    /// What a panel shows.
    struct Plate {
        let caption: String
        var legend = Legend()
        let x: ClosedRange<Double>
        let y: Axis
        /// The curves, once the panel's size is known.
        let curves: (Panel) -> [(style: String, pieces: [[Point]])]
    }

    let title: String?
    var legend = Legend()
    let plates: [Plate]
    let columnLimit: Int
    let panelHeight: Double

    private let width = 880.0
    private let margin = 16.0

    /// The file; the description is read to those who do not see the picture.
    func svg(description: String) -> String {
        var svg = SVG()
        var y = margin
        if let title {
            let size = min(16, (width - 2 * margin) / (0.65 * Double(max(1, title.count))))
            svg.group(["font-size": coordinate(size)]) { $0.text(title, "title", at: Point(x: margin, y: y + 14)) }
            y += 30
        }
        legend.draw(in: &svg, at: Point(x: margin, y: y), width: width - 2 * margin)
        y += legend.height(width: width - 2 * margin)
        svg.group(["id": "panel"], name: "clipPath") { svg in
            svg.add("rect", ["width": coordinate(panelWidth), "height": coordinate(panelHeight)])
        }
        for (index, plate) in plates.enumerated() {
            let (line, column) = index.quotientAndRemainder(dividingBy: columns)
            let corner = Point(x: margin + gutter + cellWidth * Double(column), y: y + cellHeight * Double(line))
            svg.group(["transform": "translate(\(corner))"]) { draw(plate, in: &$0) }
        }
        let lines = (plates.count + columns - 1) / columns
        return svg.document(
            width: width, height: y + cellHeight * Double(lines), title: description, styleSheet: Palette.styleSheet)
    }

    private func draw(_ plate: Plate, in svg: inout SVG) {
        let x = Axis(plate.x, limit: Int(panelWidth / 35)) { 1.5 * labelWidth($0) / panelWidth }
        let panel = Panel(x: x, y: plate.y, width: panelWidth, height: panelHeight)
        svg.text(plate.caption, "caption", at: Point(x: 0, y: 12))
        plate.legend.draw(in: &svg, at: Point(x: 0, y: captionHeight), width: panelWidth)
        svg.group(["transform": "translate(0,\(coordinate(headHeight)))"]) { svg in
            panel.drawAxes(in: &svg, labels: isSmall ? "tick small" : "tick", labelWidth: labelWidth)
            svg.group(["clip-path": "url(#panel)"]) { svg in
                for (style, pieces) in plate.curves(panel) { panel.draw(pieces, style: style, in: &svg) }
            }
        }
    }

    // MARK: - Sizes in pixels

    private var isSmall: Bool { columnLimit > 2 }

    /// As many as leave room for the captions.
    private var columns: Int {
        let captionWidth = 7.3 * Double(plates.map(\.caption.count).max() ?? 0)
        return max(1, min(columnLimit, plates.count, Int((width - 2 * margin) / (captionWidth + gutter + gap))))
    }

    private var gap: Double { isSmall ? 10 : 20 }
    private var captionHeight: Double { 20 }
    private var headHeight: Double { captionHeight + (plates.map { $0.legend.height(width: panelWidth) }.max() ?? 0) }
    private var cellHeight: Double { headHeight + panelHeight + 34 }
    private var cellWidth: Double { (width - 2 * margin + gap) / Double(columns) }
    private var panelWidth: Double { cellWidth - gutter - gap }

    /// What the labels of the vertical axes take.
    private var gutter: Double { 10 + (plates.flatMap(\.y.ticks).map { labelWidth($0.label) }.max() ?? 0) }

    private func labelWidth(_ label: String) -> Double { Double(label.count) * (isSmall ? 6 : 7) }
}
