import Glibc

/// Why a file could not be read or written; its description is one line that names the file and what was found there.
public struct TensorFileError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What stands between a file and a tensor.
    public enum Problem: Error, Equatable, Sendable {
        /// The system refused to read, with its `errno`.
        case unreadable(code: Int32)
        /// The system refused to write, with its `errno`.
        case unwritable(code: Int32)
        /// The file does not begin like a `.npy` file.
        case notNumPy(start: [UInt8])
        /// A version of the format that does not exist yet.
        case unsupportedVersion(major: UInt8, minor: UInt8)
        /// The file ends inside its header.
        case truncatedHeader(expectedBytes: Int, actualBytes: Int)
        /// The header is not the dictionary that the format prescribes.
        case malformedHeader(String)
        /// Elements that are not floating-point numbers of 2, 4 or 8 bytes.
        case unsupportedType(String)
        /// Pickled Python objects.
        case objectArray
        /// A shape with a negative dimension, or of more bytes than can be counted.
        case invalidShape(String)
        /// More or fewer bytes than the shape needs.
        case wrongDataSize(shape: [Int], type: NumPyType, expectedBytes: Int, actualBytes: Int)
        /// A `.csv` file that is none.
        case malformedCSV(String)
        /// A row of a `.csv` file, counted from 1, with more or fewer fields than there are columns.
        case raggedRow(Int, expected: Int, actual: Int)
        /// A `.csv` file without a column of that name.
        case noColumn(String, among: [String])
        /// A field of a `.csv` file, in a row counted from 1, that should be a number.
        case notANumber(row: Int, column: String, text: String)
        /// A file that is no saved model.
        case malformedModel(String)
    }

    public let path: String
    public let problem: Problem

    public init(path: String, problem: Problem) {
        self.path = path
        self.problem = problem
    }

    public var description: String { "\(path): \(problem)" }
}

extension TensorFileError.Problem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unreadable(let code):
            "cannot be read: \(String(cString: strerror(code)))"
        case .unwritable(let code):
            "cannot be written: \(String(cString: strerror(code)))"
        case .notNumPy(let start) where start.isEmpty:
            "not a .npy file: it is empty"
        case .notNumPy(let start):
            "not a .npy file: it begins with the bytes \(hexadecimal(start)), not \(hexadecimal(NumPyHeader.magic))"
        case .unsupportedVersion(let major, let minor):
            "version \(major).\(minor) of the .npy format is not supported; 1.0, 2.0 and 3.0 are"
        case .truncatedHeader(let expected, let actual):
            "the header is cut off: \(expected) bytes expected, \(actual) found"
        case .malformedHeader(let detail):
            "malformed .npy header: \(detail)"
        case .unsupportedType(let type):
            "element type \(type) is not supported; float16, bfloat16, float32 and float64 are"
        case .objectArray:
            "holds pickled Python objects, which only Python can read; floating-point numbers are supported"
        case .invalidShape(let shape):
            "shape \(shape) " + (shape.contains("-") ? "has a negative dimension" : "is too large for memory")
        case .wrongDataSize(let shape, let type, let expected, let actual):
            "shape \(PythonLiteral(shape: shape)) of \(type.name) needs \(expected) bytes of data, \(actual) found"
        case .malformedCSV(let detail):
            "not a .csv file: \(detail)"
        case .raggedRow(let row, let expected, let actual):
            "row \(row) has \(actual) fields where there are \(expected) columns"
        case .noColumn(let name, let names):
            "there is no column “\(name)”; the columns are \(names.map { "“\($0)”" }.joined(separator: ", "))"
        case .notANumber(let row, let column, let text):
            "“\(text)” in row \(row), column “\(column)” is not a number"
        case .malformedModel(let detail):
            "not a saved model: \(detail)"
        }
    }
}

private func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
}
