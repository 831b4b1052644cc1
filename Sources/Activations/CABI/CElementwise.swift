// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import CActivations
internal import CKernels

@c @implementation
public func act_forward(
    _ activation: OpaquePointer?, _ params: UnsafePointer<Double>?, _ type: act_dtype, _ n: Int,
    _ x: UnsafeRawPointer?, _ y: UnsafeMutableRawPointer?
) -> act_status {
    status { () throws(Refusal) in try ElementwiseCall(.forward, activation, params, type, n, x, x, y).run() }
}

@c @implementation
public func act_backward(
    _ activation: OpaquePointer?, _ params: UnsafePointer<Double>?, _ type: act_dtype, _ n: Int,
    _ dy: UnsafeRawPointer?, _ x: UnsafeRawPointer?, _ dx: UnsafeMutableRawPointer?
) -> act_status {
    status { () throws(Refusal) in try ElementwiseCall(.backward, activation, params, type, n, dy, x, dx).run() }
}

@c @implementation
public func act_backward_from_output(
    _ activation: OpaquePointer?, _ params: UnsafePointer<Double>?, _ type: act_dtype, _ n: Int,
    _ dy: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ dx: UnsafeMutableRawPointer?
) -> act_status {
    status { () throws(Refusal) in
        try ElementwiseCall(.backwardFromOutput, activation, params, type, n, dy, y, dx).run()
    }
}

@c @implementation
public func act_prepare_forward(
    _ call: UnsafeMutablePointer<act_call>?, _ activation: OpaquePointer?, _ params: UnsafePointer<Double>?,
    _ type: act_dtype, _ n: Int, _ x: UnsafeRawPointer?, _ y: UnsafeMutableRawPointer?
) -> act_status {
    status { () throws(Refusal) in
        try ElementwiseCall(.forward, activation, params, type, n, x, x, y).keep(in: call)
    }
}

@c @implementation
public func act_prepare_backward(
    _ call: UnsafeMutablePointer<act_call>?, _ activation: OpaquePointer?, _ params: UnsafePointer<Double>?,
    _ type: act_dtype, _ n: Int, _ dy: UnsafeRawPointer?, _ x: UnsafeRawPointer?, _ dx: UnsafeMutableRawPointer?
) -> act_status {
    status { () throws(Refusal) in
        try ElementwiseCall(.backward, activation, params, type, n, dy, x, dx).keep(in: call)
    }
}

@c @implementation
public func act_prepare_backward_from_output(
    _ call: UnsafeMutablePointer<act_call>?, _ activation: OpaquePointer?, _ params: UnsafePointer<Double>?,
    _ type: act_dtype, _ n: Int, _ dy: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ dx: UnsafeMutableRawPointer?
) -> act_status {
    status { () throws(Refusal) in
        try ElementwiseCall(.backwardFromOutput, activation, params, type, n, dy, y, dx).keep(in: call)
    }
}

@c @implementation
public func act_run(_ call: UnsafePointer<act_call>?) -> act_status {
    guard let call, call.pointee.is_prepared == 1 else { return ACT_INVALID_ARGUMENT }
    withUnsafeBytes(of: call.pointee.arguments) { $0.loadUnaligned(as: ElementwiseCall.self) }.run()
    return ACT_OK
}

/// A call of an elementwise function, its arguments checked.
private struct ElementwiseCall {
    enum Direction { case forward, backward, backwardFromOutput }

    let direction: Direction
    let type: act_dtype
    let activation: Activation
    let count: Int
    let a, b: UnsafeRawPointer?
    let output: UnsafeMutableRawPointer?

    @inline(__always)
    init(
        _ direction: Direction, _ activation: OpaquePointer?, _ params: UnsafePointer<Double>?, _ type: act_dtype,
        _ count: Int, _ a: UnsafeRawPointer?, _ b: UnsafeRawPointer?, _ output: UnsafeMutableRawPointer?
    ) throws(Refusal) {
        self.activation = try Activation(activation, params)
        (self.direction, self.type, self.count) = (direction, type, count)
        (self.a, self.b, self.output) = (a, b, output)
        guard direction != .backwardFromOutput || self.activation.description.hasGradientFromOutput else {
            throw Refusal(status: ACT_INVALID_ARGUMENT)
        }
        switch type {
        case ACT_F32: try checkMemory(Float.self)
        case ACT_F64: try checkMemory(Double.self)
        case ACT_F16, ACT_BF16: try checkMemory(Float16.self)
        default: throw Refusal(status: ACT_UNSUPPORTED_TYPE)
        }
    }

    @inline(__always)
    private func checkMemory<S: ActivationScalar>(_: S.Type) throws(Refusal) {
        guard let output = try Output<S>(output, count: count) else { return }
        _ = try output.input(b, count: count)
        if direction != .forward { _ = try output.input(a, count: count) }
    }

    @inline(__always)
    func run() {
        switch type {
        case ACT_F32: run(Float.self)
        case ACT_F64: run(Double.self)
        case ACT_F16: run(Float16.self)
        default: run(BFloat16.self)
        }
    }

    @inline(__always)
    private func run<S: ActivationScalar>(_: S.Type) {
        guard count > 0, let a, let b, let output else { return }
        let (first, second) = (a.assumingMemoryBound(to: S.self), b.assumingMemoryBound(to: S.self))
        let results = output.assumingMemoryBound(to: S.self)
        switch direction {
        case .forward: activation.forward(second, results, count: count)
        case .backward: activation.backward(first, second, results, count: count)
        case .backwardFromOutput: _ = activation.backwardFromOutput(first, second, results, count: count)
        }
    }

    func keep(in call: UnsafeMutablePointer<act_call>?) throws(Refusal) {
        guard let call else { throw Refusal(status: ACT_INVALID_ARGUMENT) }
        call.pointee.is_prepared = 1
        withUnsafeMutableBytes(of: &call.pointee.arguments) { $0.storeBytes(of: self, as: ElementwiseCall.self) }
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
}
