/// Samples of curves and what they stand for, one below the other or in columns.
struct Legend {
    struct Entry {
        let style, text: String
    }

    var entries: [Entry] = []
    /// The class of the texts, and what a character of theirs takes in pixels.
    var textStyle = "entry"
    var characterWidth = 7.0

    private let lineHeight = 20.0
    private let sampleWidth = 30.0

    func height(width: Double) -> Double {
        entries.isEmpty ? 0 : lineHeight * Double((entries.count - 1) / perLine(width) + 1) + 6
    }

    func draw(in svg: inout SVG, at corner: Point, width: Double) {
        for (index, entry) in entries.enumerated() {
            let (line, column) = index.quotientAndRemainder(dividingBy: perLine(width))
            let start = Point(x: corner.x + entryWidth * Double(column), y: corner.y + lineHeight * Double(line) + 8)
            svg.line("curve \(entry.style)", from: start, to: Point(x: start.x + sampleWidth, y: start.y))
            svg.text(entry.text, textStyle, at: Point(x: start.x + sampleWidth + 8, y: start.y + 4))
        }
    }

    private var entryWidth: Double {
        sampleWidth + 28 + characterWidth * Double(entries.map(\.text.count).max() ?? 0)
    }

    private func perLine(_ width: Double) -> Int { max(1, Int(width / entryWidth)) }
}
