// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import CActivations

@c @implementation
public func act_gated(
    _ unit: act_gated_unit, _ params: UnsafePointer<Double>?, _ gate: act_gate, _ type: act_dtype, _ rank: Int,
    _ shape: UnsafePointer<Int>?, _ axis: Int, _ x: UnsafeRawPointer?, _ y: UnsafeMutableRawPointer?
) -> act_status {
    status { () throws(Refusal) in
        let unit = try GatedUnit(unit, params)
        let gate = try GatedUnit.Half?(gate)
        switch type {
        case ACT_F32: try unit.forward(Float.self, try AxisSplit(rank, shape, axis, pieces: 2), gate, x, y)
        case ACT_F64: try unit.forward(Double.self, try AxisSplit(rank, shape, axis, pieces: 2), gate, x, y)
        case ACT_F16: try unit.forward(Float16.self, try AxisSplit(rank, shape, axis, pieces: 2), gate, x, y)
        case ACT_BF16: try unit.forward(BFloat16.self, try AxisSplit(rank, shape, axis, pieces: 2), gate, x, y)
        default: throw Refusal(status: ACT_UNSUPPORTED_TYPE)
        }
    }
}

@c @implementation
public func act_gated_backward(
    _ unit: act_gated_unit, _ params: UnsafePointer<Double>?, _ gate: act_gate, _ type: act_dtype, _ rank: Int,
    _ shape: UnsafePointer<Int>?, _ axis: Int, _ dy: UnsafeRawPointer?, _ x: UnsafeRawPointer?,
    _ dx: UnsafeMutableRawPointer?
) -> act_status {
    status { () throws(Refusal) in
        let unit = try GatedUnit(unit, params)
        let gate = try GatedUnit.Half?(gate)
        switch type {
        case ACT_F32: try unit.backward(Float.self, try AxisSplit(rank, shape, axis, pieces: 2), gate, dy, x, dx)
        case ACT_F64: try unit.backward(Double.self, try AxisSplit(rank, shape, axis, pieces: 2), gate, dy, x, dx)
        case ACT_F16: try unit.backward(Float16.self, try AxisSplit(rank, shape, axis, pieces: 2), gate, dy, x, dx)
        case ACT_BF16: try unit.backward(BFloat16.self, try AxisSplit(rank, shape, axis, pieces: 2), gate, dy, x, dx)
        default: throw Refusal(status: ACT_UNSUPPORTED_TYPE)
        }
    }
}

@c @implementation
public func act_gated_pair(
    _ unit: act_gated_unit, _ params: UnsafePointer<Double>?, _ type: act_dtype, _ n: Int,
    _ gate: UnsafeRawPointer?, _ value: UnsafeRawPointer?, _ y: UnsafeMutableRawPointer?
) -> act_status {
    status { () throws(Refusal) in
        let unit = try GatedUnit(unit, params)
        switch type {
        case ACT_F32: try unit.forward(Float.self, n, gate, value, y)
        case ACT_F64: try unit.forward(Double.self, n, gate, value, y)
        case ACT_F16: try unit.forward(Float16.self, n, gate, value, y)
        case ACT_BF16: try unit.forward(BFloat16.self, n, gate, value, y)
        default: throw Refusal(status: ACT_UNSUPPORTED_TYPE)
        }
    }
}

@c @implementation
public func act_gated_pair_backward(
    _ unit: act_gated_unit, _ params: UnsafePointer<Double>?, _ type: act_dtype, _ n: Int, _ dy: UnsafeRawPointer?,
    _ gate: UnsafeRawPointer?, _ value: UnsafeRawPointer?, _ dgate: UnsafeMutableRawPointer?,
    _ dvalue: UnsafeMutableRawPointer?
) -> act_status {
    status { () throws(Refusal) in
        let unit = try GatedUnit(unit, params)
        switch type {
        case ACT_F32: try unit.backward(Float.self, n, dy, gate, value, dgate, dvalue)
        case ACT_F64: try unit.backward(Double.self, n, dy, gate, value, dgate, dvalue)
        case ACT_F16: try unit.backward(Float16.self, n, dy, gate, value, dgate, dvalue)
        case ACT_BF16: try unit.backward(BFloat16.self, n, dy, gate, value, dgate, dvalue)
        default: throw Refusal(status: ACT_UNSUPPORTED_TYPE)
        }
    }
}

extension GatedUnit {
    fileprivate init(_ unit: act_gated_unit, _ params: UnsafePointer<Double>?) throws(Refusal) {
        switch unit {
        case ACT_GLU: self = .glu
        case ACT_REGLU: self = .reglu
        case ACT_GEGLU: self = .geglu
        case ACT_GEGLU_TANH: self = .gegluTanh
        case ACT_SWIGLU: self = .swiglu
        case ACT_SWIGLU_OAI:
            guard let params else {
                self = .swigluOAI
                return
            }
            do { self = try .swigluOAI(limit: params.pointee) } catch { throw Refusal(status: ACT_INVALID_ARGUMENT) }
        default: throw Refusal(status: ACT_UNKNOWN_ACTIVATION)
        }
    }

    @inline(__always)
    fileprivate func forward<S: ActivationScalar>(
        _: S.Type, _ split: AxisSplit, _ gate: Half?, _ x: UnsafeRawPointer?, _ y: UnsafeMutableRawPointer?
    ) throws(Refusal) {
        guard let y = try Output<S>(y, count: split.count / 2) else { return }
        forward(split, gate: gate, try y.input(x, count: split.count), y.start)
    }

    @inline(__always)
    fileprivate func backward<S: ActivationScalar>(
        _: S.Type, _ split: AxisSplit, _ gate: Half?, _ dy: UnsafeRawPointer?, _ x: UnsafeRawPointer?,
        _ dx: UnsafeMutableRawPointer?
    ) throws(Refusal) {
        guard let dx = try Output<S>(dx, count: split.count) else { return }
        backward(
            split, gate: gate, try dx.input(dy, count: split.count / 2), try dx.input(x, count: split.count), dx.start)
    }

    @inline(__always)
    fileprivate func forward<S: ActivationScalar>(
        _: S.Type, _ n: Int, _ gate: UnsafeRawPointer?, _ value: UnsafeRawPointer?, _ y: UnsafeMutableRawPointer?
    ) throws(Refusal) {
        guard let y = try Output<S>(y, count: n) else { return }
        forward(gate: try y.input(gate, count: n), value: try y.input(value, count: n), .whole(n), y.start, count: n)
    }

    @inline(__always)
    fileprivate func backward<S: ActivationScalar>(
        _: S.Type, _ n: Int, _ dy: UnsafeRawPointer?, _ gate: UnsafeRawPointer?, _ value: UnsafeRawPointer?,
        _ dgate: UnsafeMutableRawPointer?, _ dvalue: UnsafeMutableRawPointer?
    ) throws(Refusal) {
        guard let dgate = try Output<S>(dgate, count: n), let dvalue = try Output<S>(dvalue, count: n) else { return }
        try dgate.requireDisjoint(dvalue)
        _ = try dvalue.input(dy, count: n)
        _ = try dvalue.input(gate, count: n)
        _ = try dvalue.input(value, count: n)
        backward(
            try dgate.input(dy, count: n), gate: try dgate.input(gate, count: n),
            value: try dgate.input(value, count: n),
            .whole(n), toGate: dgate.start, toValue: dvalue.start, count: n)
    }
}

extension GatedUnit.Half? {
    fileprivate init(_ gate: act_gate) throws(Refusal) {
        switch gate {
        case ACT_GATE_USUAL: self = nil
        case ACT_GATE_FIRST: self = .first
        case ACT_GATE_SECOND: self = .second
        default: throw Refusal(status: ACT_INVALID_ARGUMENT)
        }
    }
}
