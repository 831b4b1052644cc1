import Activations

/// The element types of `.npy` files that tensors hold.
///
/// NumPy itself has no bfloat16. The `ml_dtypes` package writes it as two raw bytes, lower byte first, and so is it
/// written here: `np.load(path).view(ml_dtypes.bfloat16)` reads it.
public enum NumPyType: String, Sendable, CaseIterable {
    case float32 = "f4"
    case float64 = "f8"
    case float16 = "f2"
    case bfloat16 = "V2"

    /// NumPy's word for it.
    public var name: String {
        switch self {
        case .float32: "float32"
        case .float64: "float64"
        case .float16: "float16"
        case .bfloat16: "bfloat16"
        }
    }

    /// The bytes of one element.
    public var size: Int {
        switch self {
        case .float32: 4
        case .float64: 8
        case .float16, .bfloat16: 2
        }
    }
}

/// A scalar that `.npy` files hold: `Float`, `Double`, `Float16` and `BFloat16`.
public protocol NumPyScalar: BinaryFloatingPoint, BitwiseCopyable, Sendable {
    static var numPyType: NumPyType { get }
}

extension Float: NumPyScalar {
    public static var numPyType: NumPyType { .float32 }
}

extension Double: NumPyScalar {
    public static var numPyType: NumPyType { .float64 }
}

extension Float16: NumPyScalar {
    public static var numPyType: NumPyType { .float16 }
}

extension BFloat16: NumPyScalar {
    public static var numPyType: NumPyType { .bfloat16 }
}

/// The `descr` entry of a header: an element type and the order of its bytes.
struct NumPyDescription: Equatable {
    var type: NumPyType
    var isByteSwapped = false

    init(type: NumPyType) { self.type = type }

    init(_ literal: PythonLiteral) throws(TensorFileError.Problem) {
        guard case .string(let text) = literal else { throw .unsupportedType("\(literal)") }
        let order = text.first.flatMap { "<>=|".contains($0) ? $0 : nil }
        let code = String(order == nil ? text[...] : text.dropFirst())
        if code.hasPrefix("O") { throw .objectArray }
        guard let type = NumPyType(rawValue: code) else {
            throw .unsupportedType("\(literal)" + (Self.name(of: code).map { " (\($0))" } ?? ""))
        }
        self.type = type
        // Raw bytes have no order, whatever stands before them.
        isByteSwapped = order == Self.foreignOrder && type != .bfloat16
    }

    /// As NumPy writes it on this machine.
    var literal: PythonLiteral { .string((Self.foreignOrder == ">" ? "<" : ">") + type.rawValue) }

    private static let foreignOrder: Character = 1.littleEndian == 1 ? ">" : "<"

    /// What people call the types that are not supported.
    private static func name(of code: String) -> String? {
        let bits = Int(code.dropFirst()).flatMap { $0 <= 32 ? "\($0 * 8)" : nil }
        return switch code.first {
        case "b": "bool"
        case "i": bits.map { "int" + $0 }
        case "u": bits.map { "uint" + $0 }
        case "f": bits.map { "float" + $0 }
        case "c": bits.map { "complex" + $0 }
        case "S", "a": "byte strings"
        case "U": "strings"
        case "M": "dates"
        case "m": "time spans"
        case "V": "raw bytes"
        default: nil
        }
    }
}
