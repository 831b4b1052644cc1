// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import CActivations

@c @implementation
public func act_crelu(
    _ type: act_dtype, _ rank: Int, _ shape: UnsafePointer<Int>?, _ axis: Int, _ x: UnsafeRawPointer?,
    _ y: UnsafeMutableRawPointer?
) -> act_status {
    status { () throws(Refusal) in
        let crelu = CReLU(split: try AxisSplit(rank, shape, axis))
        switch type {
        case ACT_F32: try crelu.forward(Float.self, x, y)
        case ACT_F64: try crelu.forward(Double.self, x, y)
        case ACT_F16: try crelu.forward(Float16.self, x, y)
        case ACT_BF16: try crelu.forward(BFloat16.self, x, y)
        default: throw Refusal(status: ACT_UNSUPPORTED_TYPE)
        }
    }
}

@c @implementation
public func act_crelu_backward(
    _ type: act_dtype, _ rank: Int, _ shape: UnsafePointer<Int>?, _ axis: Int, _ dy: UnsafeRawPointer?,
    _ x: UnsafeRawPointer?, _ dx: UnsafeMutableRawPointer?
) -> act_status {
    status { () throws(Refusal) in
        let crelu = CReLU(split: try AxisSplit(rank, shape, axis))
        switch type {
        case ACT_F32: try crelu.backward(Float.self, dy, x, dx)
        case ACT_F64: try crelu.backward(Double.self, dy, x, dx)
        case ACT_F16: try crelu.backward(Float16.self, dy, x, dx)
        case ACT_BF16: try crelu.backward(BFloat16.self, dy, x, dx)
        default: throw Refusal(status: ACT_UNSUPPORTED_TYPE)
        }
    }
}

extension CReLU {
    /// The elements of both sides.
    private func doubled() throws(Refusal) -> Int {
        let (count, overflow) = split.count.multipliedReportingOverflow(by: 2)
        guard !overflow else { throw Refusal(status: ACT_INVALID_SHAPE) }
        return count
    }

    fileprivate func forward<S: ActivationScalar>(
        _: S.Type, _ x: UnsafeRawPointer?, _ y: UnsafeMutableRawPointer?
    ) throws(Refusal) {
        guard let y = try Output<S>(y, count: try doubled()) else { return }
        forward(try y.input(x, count: split.count), y.start)
    }

    fileprivate func backward<S: ActivationScalar>(
        _: S.Type, _ dy: UnsafeRawPointer?, _ x: UnsafeRawPointer?, _ dx: UnsafeMutableRawPointer?
    ) throws(Refusal) {
        guard let dx = try Output<S>(dx, count: split.count) else { return }
        backward(try dx.input(dy, count: try doubled()), try dx.input(x, count: split.count), dx.start)
    }
}
