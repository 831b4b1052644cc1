// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import CActivations
internal import CKernels

@c @implementation
public func act_forward(
    _ activation: OpaquePointer?, _ params: UnsafePointer<Double>?, _ type: act_dtype, _ n: Int,
    _ x: UnsafeRawPointer?, _ y: UnsafeMutableRawPointer?
) -> act_status {
    status { () throws(Refusal) in
        let activation = try Activation(activation, params)
        switch type {
        case ACT_F32: try activation.forward(Float.self, n, x, y)
        case ACT_F64: try activation.forward(Double.self, n, x, y)
        case ACT_F16: try activation.forward(Float16.self, n, x, y)
        case ACT_BF16: try activation.forward(BFloat16.self, n, x, y)
        default: throw Refusal(status: ACT_UNSUPPORTED_TYPE)
        }
    }
}

@c @implementation
public func act_backward(
    _ activation: OpaquePointer?, _ params: UnsafePointer<Double>?, _ type: act_dtype, _ n: Int,
    _ dy: UnsafeRawPointer?, _ x: UnsafeRawPointer?, _ dx: UnsafeMutableRawPointer?
) -> act_status {
    status { () throws(Refusal) in
        let activation = try Activation(activation, params)
        switch type {
        case ACT_F32: try activation.backward(Float.self, n, dy, x, dx)
        case ACT_F64: try activation.backward(Double.self, n, dy, x, dx)
        case ACT_F16: try activation.backward(Float16.self, n, dy, x, dx)
        case ACT_BF16: try activation.backward(BFloat16.self, n, dy, x, dx)
        default: throw Refusal(status: ACT_UNSUPPORTED_TYPE)
        }
    }
}

@c @implementation
public func act_backward_from_output(
    _ activation: OpaquePointer?, _ params: UnsafePointer<Double>?, _ type: act_dtype, _ n: Int,
    _ dy: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ dx: UnsafeMutableRawPointer?
) -> act_status {
    status { () throws(Refusal) in
        let activation = try Activation(activation, params)
        guard activation.description.hasGradientFromOutput else { throw Refusal(status: ACT_INVALID_ARGUMENT) }
        switch type {
        case ACT_F32: try activation.backwardFromOutput(Float.self, n, dy, y, dx)
        case ACT_F64: try activation.backwardFromOutput(Double.self, n, dy, y, dx)
        case ACT_F16: try activation.backwardFromOutput(Float16.self, n, dy, y, dx)
        case ACT_BF16: try activation.backwardFromOutput(BFloat16.self, n, dy, y, dx)
        default: throw Refusal(status: ACT_UNSUPPORTED_TYPE)
        }
    }
}

extension Activation {
    /// The activation of that handle, with the parameters at `values` or its defaults.
    @inline(__always)
    init(_ handle: OpaquePointer?, _ values: UnsafePointer<Double>?) throws(Refusal) {
        guard let kind = ActivationKind(handle) else { throw Refusal(status: ACT_UNKNOWN_ACTIVATION) }
        let row = ActivationDescription(kind)
        guard let values else {
            self.init(kind, row.defaults)
            return
        }
        var parameters = ParameterValues()
        for index in 0..<row.parameterCount { parameters[index] = values[index] }
        do {
            try self.init(kind, checking: parameters)
        } catch {
            throw Refusal(status: ACT_INVALID_ARGUMENT)
        }
    }

    @inline(__always)
    fileprivate func forward<S: ActivationScalar>(
        _: S.Type, _ n: Int, _ x: UnsafeRawPointer?, _ y: UnsafeMutableRawPointer?
    ) throws(Refusal) {
        guard let y = try Output<S>(y, count: n) else { return }
        forward(try y.input(x, count: n), y.start, count: n)
    }

    fileprivate func backward<S: ActivationScalar>(
        _: S.Type, _ n: Int, _ dy: UnsafeRawPointer?, _ x: UnsafeRawPointer?, _ dx: UnsafeMutableRawPointer?
    ) throws(Refusal) {
        guard let dx = try Output<S>(dx, count: n) else { return }
        backward(try dx.input(dy, count: n), try dx.input(x, count: n), dx.start, count: n)
    }

    fileprivate func backwardFromOutput<S: ActivationScalar>(
        _: S.Type, _ n: Int, _ dy: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ dx: UnsafeMutableRawPointer?
    ) throws(Refusal) {
        guard let dx = try Output<S>(dx, count: n) else { return }
        _ = backwardFromOutput(try dx.input(dy, count: n), try dx.input(y, count: n), dx.start, count: n)
    }
}
