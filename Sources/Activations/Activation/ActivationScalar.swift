internal import CKernels

/// A floating-point type that activations take and give: `Float`, `Double`, `Float16` and ``BFloat16``.
///
/// Values of 16 bits are computed in `Float` and rounded once, to nearest with ties to even; so is a chain of activations,
/// from its first input to its last output. As there are 65,536 of them, the results of a function that is used often are
/// kept in a table, for the sixteen used last: 4 MiB at the most.
public protocol ActivationScalar: BinaryFloatingPoint, BitwiseCopyable, Sendable {
    /// The kernels of this type for the processor at hand.
    static var _kernels: KernelTable { get }
}

/// The block kernels of one scalar type.
public struct KernelTable: @unchecked Sendable {
    /// Those of the type that values are computed in.
    let pointer: UnsafePointer<ck_kernels>
    /// How values come into that type and back, where it is another: always `Float`.
    var half: UnsafePointer<ck_half>?
}

extension Float: ActivationScalar {
    public static var _kernels: KernelTable { KernelTable(pointer: ck_current().pointee.float32) }
}

extension Double: ActivationScalar {
    public static var _kernels: KernelTable { KernelTable(pointer: ck_current().pointee.float64) }
}

extension Float16: ActivationScalar {
    public static var _kernels: KernelTable {
        KernelTable(pointer: ck_current().pointee.float32, half: ck_current().pointee.float16)
    }
}

extension BFloat16: ActivationScalar {
    public static var _kernels: KernelTable {
        KernelTable(pointer: ck_current().pointee.float32, half: ck_current().pointee.bfloat16)
    }
}

/// The instruction set whose kernels run here: `avx512`, `avx2` or `portable`.
///
/// The best that the processor has, unless the environment variable `ACTIVATIONS_ISA` names another of these.
public var instructionSet: String { String(cString: ck_current().pointee.isa) }

/// Runs `body` with rounding to nearest, subnormal numbers kept and no traps, whatever the caller has set.
@inline(__always)
func withStandardFloatingPoint<R, E: Error>(_ body: () throws(E) -> R) throws(E) -> R {
    let saved = ck_enter()
    defer { ck_leave(saved) }
    return try body()
}
