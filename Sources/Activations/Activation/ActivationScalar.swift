internal import CKernels

/// A floating-point type that activations are computed in: `Float` and `Double`.
public protocol ActivationScalar: BinaryFloatingPoint, BitwiseCopyable, Sendable {
    /// The kernels of this type for the processor at hand.
    static var _kernels: KernelTable { get }
}

/// The block kernels of one scalar type.
public struct KernelTable: @unchecked Sendable {
    let pointer: UnsafePointer<ck_kernels>
}

extension Float: ActivationScalar {
    public static var _kernels: KernelTable { KernelTable(pointer: ck_current().pointee.float32) }
}

extension Double: ActivationScalar {
    public static var _kernels: KernelTable { KernelTable(pointer: ck_current().pointee.float64) }
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
