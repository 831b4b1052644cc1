/// Columns of text under their names.
struct Table: CustomStringConvertible {
    var header: [String]
    var rows: [[String]] = []
    /// The columns whose entries end below each other, as numbers do.
    var numeric: Set<Int> = []

    var description: String {
        let lines = [header] + rows
        let widths = header.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        return lines.map { line in
            let cells = zip(line, widths).enumerated().map { column, cell in
                let space = String(repeating: " ", count: cell.1 - cell.0.count)
                return numeric.contains(column) ? space + cell.0 : cell.0 + space
            }
            let text = cells.joined(separator: "  ")
            return String(text[..<(text.lastIndex { $0 != " " }.map { text.index(after: $0) } ?? text.startIndex)])
        }.joined(separator: "\n")
    }
}
