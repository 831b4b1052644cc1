public import CActivations
internal import CKernels

// The catalogue as C sees it. A handle is the address of the descriptor.

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
