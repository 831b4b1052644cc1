/// The lines of a text file, without what ends them; empty ones at its end are left out.
package func readLines(of path: String) throws(TensorFileError) -> [Substring] {
    do throws(TensorFileError.Problem) {
        let file = try InputFile(path)
        let text = String(decoding: try file.read(count: file.size), as: UTF8.self)
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return lines.lastIndex { !$0.isEmpty }.map { Array(lines[...$0]) } ?? []
    } catch {
        throw TensorFileError(path: path, problem: error)
    }
}

/// Makes the file at `path` hold the text, whole or not at all.
package func write(_ text: String, to path: String) throws(TensorFileError) {
    try OutputFile.replace(path) { (file) throws(TensorFileError.Problem) in try file.write(Array(text.utf8)) }
}
