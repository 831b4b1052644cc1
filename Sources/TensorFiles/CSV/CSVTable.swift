import Activations
import SwiftCSV

/// The fields of a `.csv` file: columns with names, and rows of text.
///
/// The first line holds the names, unless it consists of numbers; the columns are then called 1, 2, 3 and so on. Fields are
/// separated by commas and may be quoted.
public struct CSVTable: Sendable, Equatable {
    public let path: String
    public let names: [String]
    public let rows: [[String]]

    /// - Throws: an error that names the file and what is wrong with it.
    public init(csv path: String) throws(TensorFileError) {
        do throws(TensorFileError.Problem) {
            let file = try InputFile(path)
            let bytes = try file.read(count: file.size)
            guard let text = String(validating: bytes, as: UTF8.self) else { throw .malformedCSV("it is not UTF-8") }
            let lines = try Self.lines(text)
            guard let first = lines.first else { throw .malformedCSV("it is empty") }
            let isHeader = !first.allSatisfy { Double(trimmed($0)) != nil }
            names = isHeader ? first.map(trimmed) : (1...first.count).map(String.init)
            rows = isHeader ? Array(lines.dropFirst()) : lines
            for (index, row) in rows.enumerated() where row.count != names.count {
                throw .raggedRow(index + 1, expected: names.count, actual: row.count)
            }
        } catch {
            throw TensorFileError(path: path, problem: error)
        }
        self.path = path
    }

    /// The fields of one column.
    public func column(_ name: String) throws(TensorFileError) -> [String] {
        let index = try index(of: name)
        return rows.map { trimmed($0[index]) }
    }

    /// The numbers of the columns with these names, a row for each row of the table.
    ///
    /// - Throws: an error that names the row and column of a field that is no number.
    public func numbers(_ names: [String]) throws(TensorFileError) -> Tensor<Double> {
        let indices = try names.map { (name) throws(TensorFileError) in try index(of: name) }
        var numbers: [Double] = []
        for (row, fields) in rows.enumerated() {
            for index in indices {
                guard let number = Double(trimmed(fields[index])) else {
                    let problem = TensorFileError.Problem.notANumber(
                        row: row + 1, column: self.names[index], text: fields[index])
                    throw TensorFileError(path: path, problem: problem)
                }
                numbers.append(number)
            }
        }
        do {
            return try Tensor(shape: [rows.count, indices.count], scalars: numbers)
        } catch {
            throw TensorFileError(path: path, problem: .malformedCSV("\(error)"))
        }
    }

    private func index(of name: String) throws(TensorFileError) -> Int {
        guard let index = names.firstIndex(of: name) else {
            throw TensorFileError(path: path, problem: .noColumn(name, among: names))
        }
        return index
    }

    private static func lines(_ text: String) throws(TensorFileError.Problem) -> [[String]] {
        do {
            // Without a line break behind it, an empty last field would get lost.
            let table = try EnumeratedCSV(string: text + "\n", delimiter: .comma, loadColumns: false)
            var lines: [[String]] = []
            try table.enumerateAsArray(startAt: 0, rowLimit: nil) { lines.append($0) }
            return lines.filter { $0 != [""] }
        } catch {
            throw .malformedCSV("\(error)")
        }
    }
}

/// The text without the blanks around it.
private func trimmed(_ text: String) -> String {
    let visible = text.drop(while: \.isWhitespace)
    return visible.lastIndex { !$0.isWhitespace }.map { String(visible[...$0]) } ?? ""
}
