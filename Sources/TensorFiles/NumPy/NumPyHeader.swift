/// What stands before the numbers of a `.npy` file.
package struct NumPyHeader: Equatable {
    var description: NumPyDescription
    var isColumnMajor = false
    package var shape: [Int]

    static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

    /// The length of magic and version, which the length of the dictionary follows.
    private static let lengthOffset = magic.count + 2

    /// The data begin at a multiple of it in files that are written here.
    private static let alignment = 64
}

// MARK: - Reading

extension NumPyHeader {
    /// Reads the header, and tells where the data begin.
    static func read(from file: borrowing InputFile) throws(TensorFileError.Problem) -> (Self, dataOffset: Int) {
        func bytes(_ range: Range<Int>, of file: borrowing InputFile) throws(TensorFileError.Problem) -> [UInt8] {
            let bytes = range.upperBound <= file.size ? try file.read(count: range.count) : []
            guard bytes.count == range.count else {
                throw .truncatedHeader(expectedBytes: range.upperBound, actualBytes: file.size)
            }
            return bytes
        }

        let start = try file.read(count: magic.count)
        guard start == magic else { throw .notNumPy(start: start) }
        let version = try bytes(magic.count..<lengthOffset, of: file)
        guard (1...3).contains(version[0]), version[1] == 0 else {
            throw .unsupportedVersion(major: version[0], minor: version[1])
        }
        let textOffset = lengthOffset + (version[0] == 1 ? 2 : 4)
        let length = try bytes(lengthOffset..<textOffset, of: file).reversed().reduce(0) { $0 << 8 | Int($1) }
        let dataOffset = textOffset + length
        return (try Self(text: bytes(textOffset..<dataOffset, of: file)), dataOffset)
    }

    /// Reads the dictionary.
    package init(text: [UInt8]) throws(TensorFileError.Problem) {
        guard case .dictionary(let entries) = try PythonLiteral(parsing: text) else {
            throw .malformedHeader("it is not a dictionary")
        }
        let keys = ["descr", "fortran_order", "shape"]
        var values: [String: PythonLiteral] = [:]
        for entry in entries {
            guard case .string(let key) = entry.key, keys.contains(key) else {
                throw .malformedHeader("unknown key \(entry.key)")
            }
            guard values.updateValue(entry.value, forKey: key) == nil else {
                throw .malformedHeader("two entries '\(key)'")
            }
        }
        func value(_ key: String) throws(TensorFileError.Problem) -> PythonLiteral {
            guard let value = values[key] else { throw .malformedHeader("no entry '\(key)'") }
            return value
        }

        let (descr, order, shape) = (try value("descr"), try value("fortran_order"), try value("shape"))
        guard case .boolean(let isColumnMajor) = order else {
            throw .malformedHeader("'fortran_order' is \(order), neither True nor False")
        }
        guard case .tuple(let dimensions) = shape else {
            throw .malformedHeader("'shape' is \(shape), not a tuple")
        }
        self.description = try NumPyDescription(descr)
        self.isColumnMajor = isColumnMajor
        self.shape = []
        for dimension in dimensions {
            switch dimension {
            case .integer(let size) where size >= 0: self.shape.append(size)
            case .integer, .largeInteger: throw .invalidShape("\(shape)")
            default: throw .malformedHeader("the dimension \(dimension) of shape \(shape) is not a number")
            }
        }
    }
}

// MARK: - Writing

extension NumPyHeader {
    /// The bytes as NumPy writes them, in the oldest version that holds them.
    var encoded: [UInt8] {
        let dictionary = PythonLiteral.dictionary([
            .init(key: .string("descr"), value: description.literal),
            .init(key: .string("fortran_order"), value: .boolean(isColumnMajor)),
            .init(key: .string("shape"), value: PythonLiteral(shape: shape)),
        ])
        let text = Array("\(dictionary)".utf8)
        return text.count + Self.alignment <= UInt16.max
            ? encoded(text, version: 1, lengthSize: 2) : encoded(text, version: 2, lengthSize: 4)
    }

    private func encoded(_ text: [UInt8], version: UInt8, lengthSize: Int) -> [UInt8] {
        let textOffset = Self.lengthOffset + lengthSize
        let size = (textOffset + text.count + Self.alignment) / Self.alignment * Self.alignment
        let length = (0..<lengthSize).map { UInt8(truncatingIfNeeded: (size - textOffset) >> (8 * $0)) }
        let padding = [UInt8](repeating: UInt8(ascii: " "), count: size - textOffset - text.count - 1)
        return Self.magic + [version, 0] + length + text + padding + [UInt8(ascii: "\n")]
    }
}
