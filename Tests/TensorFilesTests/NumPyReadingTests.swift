import Activations
import TensorFiles
import Testing

@Suite struct NumPyReadingTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func read(_ bytes: [UInt8]) throws -> FloatingTensor { try FloatingTensor(npy: folder.write(bytes)) }

    @Test(arguments: [1, 2, 3] as [UInt8], [false, true])
    func versionsAndByteOrders(version: UInt8, bigEndian: Bool) throws {
        let order = bigEndian ? ">" : "<"
        let singles: [Float] = [1, -2.5, .infinity, .leastNonzeroMagnitude, -0.0, 3e38]
        let single = npy(
            dictionary("'\(order)f4'", shape: "(2, 3)"), data: singles.bytes(bigEndian: bigEndian), version: version)
        #expect(try read(single) == .float32(Tensor(shape: [2, 3], scalars: singles)))

        let doubles: [Double] = [1, -2.5, .infinity, .leastNonzeroMagnitude, -0.0, 1e308]
        let double = npy(
            dictionary("'\(order)f8'", shape: "(2, 3)"), data: doubles.bytes(bigEndian: bigEndian), version: version)
        #expect(try read(double) == .float64(Tensor(shape: [2, 3], scalars: doubles)))
    }

    /// The bits of 1, -2.5, ∞, the smallest number, -0 and a signalling NaN; those of bfloat16 as ml_dtypes saves them.
    @Test func sixteenBits() throws {
        for (descr, bigEndian) in [("'<f2'", false), ("'>f2'", true)] {
            let patterns: [UInt16] = [0x3c00, 0xc100, 0x7c00, 0x0001, 0x8000, 0x7d01]
            let tensor = try read(npy(dictionary(descr, shape: "(3, 2)"), data: patterns.bytes(bigEndian: bigEndian)))
            guard case .float16(let halves) = tensor else { return #expect(Bool(false), "not float16") }
            #expect(halves.shape == [3, 2] && halves.scalars.map(\.bitPattern) == patterns)
            #expect(halves.scalars[..<3] == [1, -2.5, .infinity])
        }
        for descr in ["'<V2'", "'|V2'", "'>V2'"] {
            let patterns: [UInt16] = [0x3f80, 0xc020, 0x7f80, 0x0001, 0x8000, 0x7f81]
            let tensor = try read(npy(dictionary(descr, shape: "(6,)"), data: patterns.bytes()))
            guard case .bfloat16(let halves) = tensor else { return #expect(Bool(false), "not bfloat16") }
            #expect(halves.scalars.map(\.bitPattern) == patterns)
            #expect(halves.scalars[..<3] == [1, -2.5, .infinity])
        }
    }

    @Test func bitsOfNaNsAreKept() throws {
        let patterns: [UInt32] = [0x7FC0_0001, 0xFFC1_2345, 0x7F80_0001]
        let data = patterns.map(Float.init(bitPattern:)).bytes(bigEndian: true)
        let tensor = try Tensor<Float>(npy: folder.write(npy(dictionary("'>f4'", shape: "(3,)"), data: data)))
        #expect(tensor.scalars.map(\.bitPattern) == patterns)
    }

    @Test func columnMajor() throws {
        let columns: [Float] = [1, 4, 2, 5, 3, 6]
        let matrix = npy(dictionary("'<f4'", order: "True", shape: "(2, 3)"), data: columns.bytes())
        #expect(try read(matrix) == .float32([[1, 2, 3], [4, 5, 6]]))

        // Element (i, j, k) of shape (2, 3, 4) is i + 2j + 6k where the first index runs fastest.
        let cube = npy(
            dictionary("'<f8'", order: "True", shape: "(2, 3, 4)"), data: (0..<24).map(Double.init).bytes())
        let expected = try Tensor<Double>(shape: [2, 3, 4]) { Double($0[0] + 2 * $0[1] + 6 * $0[2]) }
        #expect(try read(cube) == .float64(expected))
    }

    @Test(arguments: [
        ("()", [], 1), ("(1,)", [1], 1), ("(0,)", [0], 0), ("(3, 0, 2)", [3, 0, 2], 0), ("(1, 2, 1)", [1, 2, 1], 2),
    ])
    func shapes(text: String, shape: [Int], count: Int) throws {
        let numbers = (0..<count).map(Float.init)
        let bytes = npy(dictionary("'<f4'", shape: text), data: numbers.bytes())
        #expect(try read(bytes) == .float32(Tensor(shape: shape, scalars: numbers)))
        let reversed = npy(dictionary("'<f4'", order: "True", shape: text), data: numbers.bytes())
        #expect(try read(reversed) == .float32(Tensor(shape: shape, scalars: numbers)))
    }

    @Test(arguments: [
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1)}",
        "{\"shape\":(2,1,),\"descr\":\"<f4\",\"fortran_order\":False}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2L, 1L), }",
        " {\n'descr' :\t'=f4' , 'fortran_order': False, 'shape': ( +2, (1) ) , } \n",
        "{'descr': 'f4', 'fortran_order': False, 'shape': (2, 1), }",
    ])
    func spellings(header: String) throws {
        #expect(try read(npy(header, data: ([1, 2] as [Float]).bytes())) == .float32([[1], [2]]))
    }

    @Test func conversions() throws {
        let doubles = try folder.write(npy(dictionary("'<f8'", shape: "(2,)"), data: [0.1, -3.0].bytes()))
        #expect(try Tensor<Float>(npy: doubles) == [0.1, -3])
        #expect(try Tensor<BFloat16>(npy: doubles) == [0.1, -3])
        let singles = try folder.write(npy(dictionary("'<f4'", shape: "(1,)"), data: ([0.1] as [Float]).bytes()))
        #expect(try Tensor<Double>(npy: singles) == Tensor([Double(Float(0.1))]))
        let halves = try folder.write(npy(dictionary("'<V2'", shape: "(1,)"), data: ([0x4049] as [UInt16]).bytes()))
        #expect(try Tensor<Float16>(npy: halves) == [3.140625])
        #expect(try Tensor<Double>(npy: halves) == [3.140625])
    }

    static let valid = npy(dictionary("'<f4'", shape: "(2, 3)"), data: ([1, 2, 3, 4, 5, 6] as [Float]).bytes())

    @Test(
        arguments: [
            ([], "not a .npy file: it is empty"),
            (
                Array("PK\u{3}\u{4}archive".utf8),
                "not a .npy file: it begins with the bytes 50 4b 03 04 61 72, not 93 4e 55 4d 50 59"
            ),
            (Array(valid[..<6]), "the header is cut off: 8 bytes expected, 6 found"),
            (Array(valid[..<9]), "the header is cut off: 10 bytes expected, 9 found"),
            (Array(valid[..<100]), "the header is cut off: 128 bytes expected, 100 found"),
            (
                Array(valid[..<6]) + [2, 0, 0xFF, 0xFF, 0xFF, 0xFF] + Array(valid[10...]),
                "the header is cut off: 4294967307 bytes expected, 154 found"
            ),
            (
                Array(valid[..<6]) + [4, 0] + Array(valid[8...]),
                "version 4.0 of the .npy format is not supported; 1.0, 2.0 and 3.0 are"
            ),
            (
                Array(valid[..<6]) + [1, 1] + Array(valid[8...]),
                "version 1.1 of the .npy format is not supported; 1.0, 2.0 and 3.0 are"
            ),
            (valid.dropLast(5) as [UInt8], "shape (2, 3) of float32 needs 24 bytes of data, 19 found"),
            (valid + [0], "shape (2, 3) of float32 needs 24 bytes of data, 25 found"),
        ] as [([UInt8], String)])
    func damagedFiles(bytes: [UInt8], message: String) throws {
        try expectFailure(bytes, message)
    }

    @Test(arguments: [
        ("", "malformed .npy header: a value expected where it ends, at byte 54"),
        ("(1, 2)", "malformed .npy header: it is not a dictionary"),
        ("{'descr': '<f4'", "malformed .npy header: ',' or '}' expected where it ends, at byte 54"),
        ("{'descr': '<f4', ", "malformed .npy header: a value expected where it ends, at byte 54"),
        ("{'descr' '<f4'}", "malformed .npy header: ':' expected at byte 9, '\\'' found"),
        ("{'descr': <f4}", "malformed .npy header: a value expected at byte 10, '<' found"),
        ("{'descr", "malformed .npy header: the end of a string expected where it ends, at byte 54"),
        ("{'descr': '<f4', } 7", "malformed .npy header: nothing more expected at byte 19, '7' found"),
        ("{'descr': -}", "malformed .npy header: a digit expected at byte 11, '}' found"),
        ("{'descr': Tru}", "malformed .npy header: a value expected at byte 10, 'T' found"),
        ("{[]: 1}", "malformed .npy header: unknown key []"),
        ("{'order': 1}", "malformed .npy header: unknown key 'order'"),
        ("{'a\\'\n\u{1}': 1}", "malformed .npy header: unknown key 'a\\'\\n\\u{01}'"),
        ("{'descr': '<f4', 'descr': '<f4'}", "malformed .npy header: two entries 'descr'"),
        ("{'descr': '<f4', 'fortran_order': False}", "malformed .npy header: no entry 'shape'"),
        (
            dictionary("'<f4'", order: "0", shape: "(1,)"),
            "malformed .npy header: 'fortran_order' is 0, neither True nor False"
        ),
        (dictionary("'<f4'", shape: "(3)"), "malformed .npy header: 'shape' is 3, not a tuple"),
        (dictionary("'<f4'", shape: "[3]"), "malformed .npy header: 'shape' is [3], not a tuple"),
        (
            dictionary("'<f4'", shape: "(3, None)"),
            "malformed .npy header: the dimension None of shape (3, None) is not a number"
        ),
        (dictionary("'<f4'", shape: "(3, -1)"), "shape (3, -1) has a negative dimension"),
        (
            dictionary("'<f4'", shape: "(4294967296, 4294967296)"),
            "shape (4294967296, 4294967296) is too large for memory"
        ),
        (
            dictionary("'<f4'", shape: "(0, 4294967296, 4294967296)"),
            "shape (0, 4294967296, 4294967296) is too large for memory"
        ),
        (
            dictionary("'<f4'", shape: "(99999999999999999999,)"),
            "shape (99999999999999999999,) is too large for memory"
        ),
        (
            dictionary("'<f4'", shape: "(1000000000000,)"),
            "shape (1000000000000,) of float32 needs 4000000000000 bytes of data, 0 found"
        ),
        (
            dictionary("'<i8'", shape: "(1,)"),
            "element type '<i8' (int64) is not supported; float16, bfloat16, float32 and float64 are"
        ),
        (
            dictionary("'|b1'", shape: "(1,)"),
            "element type '|b1' (bool) is not supported; float16, bfloat16, float32 and float64 are"
        ),
        (
            dictionary("'<V4'", shape: "(1,)"),
            "element type '<V4' (raw bytes) is not supported; float16, bfloat16, float32 and float64 are"
        ),
        (
            dictionary("'<c16'", shape: "(1,)"),
            "element type '<c16' (complex128) is not supported; float16, bfloat16, float32 and float64 are"
        ),
        (
            dictionary("'<U7'", shape: "(1,)"),
            "element type '<U7' (strings) is not supported; float16, bfloat16, float32 and float64 are"
        ),
        (
            dictionary("''", shape: "(1,)"),
            "element type '' is not supported; float16, bfloat16, float32 and float64 are"
        ),
        (
            dictionary("None", shape: "(1,)"),
            "element type None is not supported; float16, bfloat16, float32 and float64 are"
        ),
        (
            dictionary("[('a', '<f4'), ('b', '<i8', (2,))]", shape: "(1,)"),
            "element type [('a', '<f4'), ('b', '<i8', (2,))] is not supported; float16, bfloat16, float32 and float64 are"
        ),
        (
            dictionary("'|O'", shape: "(1,)"),
            "holds pickled Python objects, which only Python can read; floating-point numbers are supported"
        ),
        (
            String(repeating: "(", count: 50),
            "malformed .npy header: nested deeper than 32 levels"
        ),
    ])
    func malformedHeaders(header: String, message: String) throws {
        try expectFailure(npy(header), message)
    }

    @Test func missingFileAndFolder() throws {
        #expect(throws: TensorFileError(path: folder.path("no.npy"), problem: .unreadable(code: 2))) {
            try FloatingTensor(npy: folder.path("no.npy"))
        }
        let error = #expect(throws: TensorFileError.self) { try FloatingTensor(npy: folder.url.path) }
        #expect(error?.description == "\(folder.url.path): cannot be read: Is a directory")
    }

    /// Whatever a header holds, reading it ends with a shape or an error of one line.
    @Test func everyByteOfTheHeaderDamaged() {
        let header = Array(dictionary("'<f4'", shape: "(2, 3)").utf8)
        for position in header.indices {
            for byte in UInt8.min...UInt8.max {
                var text = header
                text[position] = byte
                do throws(TensorFileError.Problem) {
                    #expect(try NumPyHeader(text: text).shape.allSatisfy { $0 >= 0 })
                } catch {
                    #expect(!error.description.contains { $0.isNewline })
                }
            }
        }
    }

    private func expectFailure(_ bytes: [UInt8], _ message: String) throws {
        let path = try folder.write(bytes)
        let error = #expect(throws: TensorFileError.self) { try FloatingTensor(npy: path) }
        #expect(error?.description == "\(path): \(message)")
    }
}
