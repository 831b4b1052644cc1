/// A value as Python's `repr` writes it, as far as headers of `.npy` files go.
indirect enum PythonLiteral: Equatable {
    case string(String)
    case integer(Int)
    /// An integer beyond 64 bits, in its own digits.
    case largeInteger(String)
    case boolean(Bool)
    case none
    case tuple([PythonLiteral])
    case list([PythonLiteral])
    case dictionary([Entry])

    struct Entry: Equatable {
        var key, value: PythonLiteral
    }

    init(shape: [Int]) { self = .tuple(shape.map(PythonLiteral.integer)) }
}

extension PythonLiteral: CustomStringConvertible {
    var description: String {
        switch self {
        case .string(let text): Self.quoted(text)
        case .integer(let number): "\(number)"
        case .largeInteger(let digits): digits
        case .boolean(let value): value ? "True" : "False"
        case .none: "None"
        case .tuple(let items): "(" + Self.joined(items) + (items.count == 1 ? ",)" : ")")
        case .list(let items): "[" + Self.joined(items) + "]"
        case .dictionary(let entries):
            "{" + entries.map { "\($0.key): \($0.value), " }.joined() + "}"
        }
    }

    private static func joined(_ items: [PythonLiteral]) -> String {
        items.map(\.description).joined(separator: ", ")
    }

    /// On one line, whatever the text holds.
    private static func quoted(_ text: String) -> String {
        "'" + text.unicodeScalars.map { $0 == "'" ? "\\'" : $0.escaped(asASCII: false) }.joined() + "'"
    }
}

// MARK: - Reading one

extension PythonLiteral {
    /// Reads a text that is one literal and white space.
    init(parsing text: [UInt8]) throws(TensorFileError.Problem) {
        var parser = Parser(text: text)
        self = try parser.literal(depth: 0)
        parser.skipSpace()
        guard parser.position == text.count else { throw parser.failure(expecting: "nothing more") }
    }

    private struct Parser {
        let text: [UInt8]
        var position = 0

        /// Deeper nesting than any element type has, and far from the end of the stack.
        static let deepest = 32

        var next: UInt8? { position < text.count ? text[position] : nil }

        func failure(expecting what: String) -> TensorFileError.Problem {
            guard let next else { return .malformedHeader("\(what) expected where it ends, at byte \(position)") }
            let found = Unicode.Scalar(next).escaped(asASCII: true)
            return .malformedHeader("\(what) expected at byte \(position), '\(found)' found")
        }

        mutating func skipSpace() {
            while let next, [0x09, 0x0A, 0x0C, 0x0D, 0x20].contains(next) { position += 1 }
        }

        /// Steps over the character if it is next.
        mutating func skip(_ character: Unicode.Scalar) -> Bool {
            skipSpace()
            guard next == UInt8(ascii: character) else { return false }
            position += 1
            return true
        }

        mutating func literal(depth: Int) throws(TensorFileError.Problem) -> PythonLiteral {
            guard depth < Self.deepest else { throw .malformedHeader("nested deeper than \(Self.deepest) levels") }
            skipSpace()
            guard let next else { throw failure(expecting: "a value") }
            switch Unicode.Scalar(next) {
            case "'", "\"": return .string(try string())
            case "-", "+", "0"..."9": return try integer()
            case "A"..."Z", "a"..."z": return try word()
            case "{":
                return .dictionary(
                    try items(closedBy: "}") { (parser) throws(TensorFileError.Problem) in
                        let key = try parser.literal(depth: depth + 1)
                        guard parser.skip(":") else { throw parser.failure(expecting: "':'") }
                        return Entry(key: key, value: try parser.literal(depth: depth + 1))
                    }.items)
            case "[":
                return .list(
                    try items(closedBy: "]") { (parser) throws(TensorFileError.Problem) in
                        try parser.literal(depth: depth + 1)
                    }.items)
            case "(":
                let (items, endsWithComma) = try items(closedBy: ")") { (parser) throws(TensorFileError.Problem) in
                    try parser.literal(depth: depth + 1)
                }
                return items.count == 1 && !endsWithComma ? items[0] : .tuple(items)
            default: throw failure(expecting: "a value")
            }
        }

        /// Comma-separated items between the brackets, the first of which is next; a comma may follow the last.
        private mutating func items<Item>(
            closedBy bracket: Unicode.Scalar,
            _ item: (inout Parser) throws(TensorFileError.Problem) -> Item
        ) throws(TensorFileError.Problem) -> (items: [Item], endsWithComma: Bool) {
            position += 1
            var items: [Item] = []
            var mayContinue = true
            while !skip(bracket) {
                guard mayContinue else { throw failure(expecting: "',' or '\(bracket)'") }
                items.append(try item(&self))
                mayContinue = skip(",")
            }
            return (items, mayContinue)
        }

        private mutating func string() throws(TensorFileError.Problem) -> String {
            let quote = text[position]
            position += 1
            var characters: [UInt8] = []
            while let next, next != quote {
                position += next == UInt8(ascii: "\\") ? 2 : 1
                if position > text.count { break }
                characters.append(text[position - 1])
            }
            guard next == quote else { throw failure(expecting: "the end of a string") }
            position += 1
            return String(decoding: characters, as: UTF8.self)
        }

        private mutating func integer() throws(TensorFileError.Problem) -> PythonLiteral {
            let start = position
            if [UInt8(ascii: "-"), UInt8(ascii: "+")].contains(next) { position += 1 }
            let digits = position
            while let next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next) { position += 1 }
            guard position > digits else { throw failure(expecting: "a digit") }
            let number = String(decoding: text[start..<position], as: UTF8.self)
            if next == UInt8(ascii: "L") { position += 1 }  // Python 2's long integers
            return Int(number).map(PythonLiteral.integer) ?? .largeInteger(number)
        }

        private mutating func word() throws(TensorFileError.Problem) -> PythonLiteral {
            for (word, literal) in [("True", PythonLiteral.boolean(true)), ("False", .boolean(false)), ("None", .none)]
            where text[position...].starts(with: word.utf8) {
                position += word.utf8.count
                return literal
            }
            throw failure(expecting: "a value")
        }
    }
}
