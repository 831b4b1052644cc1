// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import CActivations
internal import CKernels

// The catalogue as C sees it. A handle is the address of a row.

extension ActivationKind {
    /// The kind whose row has that address, if any has.
    init?(_ handle: OpaquePointer?) {
        guard let first = ActivationKind(index: 0) else { return nil }
        let offset = UInt(bitPattern: handle) &- UInt(bitPattern: ck_describe(first))
        let (index, rest) = offset.quotientAndRemainder(dividingBy: UInt(MemoryLayout<ck_descriptor>.stride))
        guard rest == 0 else { return nil }
        self.init(index: Int(clamping: index))
    }
}

private func row(_ handle: OpaquePointer?) -> ck_descriptor? { ActivationKind(handle).map { ck_describe($0).pointee } }

private func parameter(_ handle: OpaquePointer?, _ index: Int) -> ck_parameter? {
    guard let row = ActivationKind(handle).map(ActivationDescription.init),
        (0..<row.parameterCount).contains(index)
    else { return nil }
    return row.parameter(index).row
}

@c @implementation
public func act_find(_ name: UnsafePointer<CChar>?) -> OpaquePointer? {
    name.flatMap { ActivationDescription(named: String(cString: $0)) }.map { OpaquePointer(ck_describe($0.kind)) }
}

@c @implementation
public func act_count() -> Int { Int(ck_kind_count) }

@c @implementation
public func act_at(_ index: Int) -> OpaquePointer? {
    ActivationKind(index: index).map { OpaquePointer(ck_describe($0)) }
}

@c @implementation
public func act_name(_ activation: OpaquePointer?) -> UnsafePointer<CChar>? { row(activation)?.name }

@c @implementation
public func act_formula(_ activation: OpaquePointer?) -> UnsafePointer<CChar>? { row(activation)?.formula }

@c @implementation
public func act_param_count(_ activation: OpaquePointer?) -> Int { Int(row(activation)?.parameter_count ?? 0) }

@c @implementation
public func act_param_name(_ activation: OpaquePointer?, _ index: Int) -> UnsafePointer<CChar>? {
    parameter(activation, index)?.name
}

@c @implementation
public func act_param_default(_ activation: OpaquePointer?, _ index: Int) -> Double {
    parameter(activation, index)?.initial ?? .nan
}

@c @implementation
public func act_gradient_reads(_ activation: OpaquePointer?) -> act_reads {
    row(activation)?.gradient_reads == .output ? ACT_READS_OUTPUT : ACT_READS_INPUT
}
