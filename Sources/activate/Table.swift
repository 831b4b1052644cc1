/// Columns of text under their names.
struct Table: CustomStringConvertible {
    private var columns: [(cells: [String], isNumeric: Bool)] = []

    /// Numbers end below each other, words begin below each other.
    mutating func addColumn(_ name: String, _ cells: [String], isNumeric: Bool = false) {
        columns.append(([name] + cells, isNumeric))
    }

    var description: String {
        let aligned = columns.map { column in
            let width = column.cells.map(\.count).max() ?? 0
            return column.cells.map { cell in
                let space = String(repeating: " ", count: width - cell.count)
                return column.isNumeric ? space + cell : cell + space
            }
        }
        let lines = (aligned.first ?? []).indices.map { line in
            let text = aligned.map { $0[line] }.joined(separator: "  ")
            return text.prefix(through: text.lastIndex { $0 != " " } ?? text.startIndex)
        }
        return lines.joined(separator: "\n")
    }
}
