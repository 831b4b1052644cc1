// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import CActivations

@c @implementation
public func act_rrelu(
    _ lower: Double, _ upper: Double, _ type: act_dtype, _ n: Int,
    _ random: (@convention(c) (UnsafeMutableRawPointer?) -> UInt64)?,
    _ state: UnsafeMutableRawPointer?, _ x: UnsafeRawPointer?, _ slopes: UnsafeMutableRawPointer?,
    _ y: UnsafeMutableRawPointer?
) -> act_status {
    status { () throws(Refusal) in
        guard let rrelu = try? RReLU(lower: lower, upper: upper), let random else {
            throw Refusal(status: ACT_INVALID_ARGUMENT)
        }
        switch type {
        case ACT_F32: try rrelu.forward(Float.self, n, { random(state) }, x, slopes, y)
        case ACT_F64: try rrelu.forward(Double.self, n, { random(state) }, x, slopes, y)
        case ACT_F16: try rrelu.forward(Float16.self, n, { random(state) }, x, slopes, y)
        case ACT_BF16: try rrelu.forward(BFloat16.self, n, { random(state) }, x, slopes, y)
        default: throw Refusal(status: ACT_UNSUPPORTED_TYPE)
        }
    }
}

@c @implementation
public func act_rrelu_backward(
    _ type: act_dtype, _ n: Int, _ slopes: UnsafeRawPointer?, _ dy: UnsafeRawPointer?, _ x: UnsafeRawPointer?,
    _ dx: UnsafeMutableRawPointer?
) -> act_status {
    status { () throws(Refusal) in
        switch type {
        case ACT_F32: try RReLU.backward(Float.self, n, slopes, dy, x, dx)
        case ACT_F64: try RReLU.backward(Double.self, n, slopes, dy, x, dx)
        case ACT_F16: try RReLU.backward(Float16.self, n, slopes, dy, x, dx)
        case ACT_BF16: try RReLU.backward(BFloat16.self, n, slopes, dy, x, dx)
        default: throw Refusal(status: ACT_UNSUPPORTED_TYPE)
        }
    }
}

extension RReLU {
    fileprivate func forward<S: ActivationScalar>(
        _: S.Type, _ n: Int, _ random: () -> UInt64, _ x: UnsafeRawPointer?, _ slopes: UnsafeMutableRawPointer?,
        _ y: UnsafeMutableRawPointer?
    ) throws(Refusal) {
        guard let slopes = try Output<S>(slopes, count: n), let y = try Output<S>(y, count: n) else { return }
        try y.requireDisjoint(slopes)
        let x = try y.input(x, count: n)
        guard try slopes.input(x, count: n) != slopes.start else { throw Refusal(status: ACT_INVALID_ARGUMENT) }
        for index in 0..<n { slopes.start[index] = slope(random()) }
        Self.forward(x, slopes: slopes.start, y.start, count: n)
    }

    fileprivate static func backward<S: ActivationScalar>(
        _: S.Type, _ n: Int, _ slopes: UnsafeRawPointer?, _ dy: UnsafeRawPointer?, _ x: UnsafeRawPointer?,
        _ dx: UnsafeMutableRawPointer?
    ) throws(Refusal) {
        guard let dx = try Output<S>(dx, count: n) else { return }
        backward(
            try dx.input(dy, count: n), try dx.input(x, count: n), slopes: try dx.input(slopes, count: n), dx.start,
            count: n)
    }
}
