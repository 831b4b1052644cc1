// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import CActivations

@c @implementation
public func act_maxout(
    _ type: act_dtype, _ rank: Int, _ shape: UnsafePointer<Int>?, _ axis: Int, _ pieces: Int,
    _ x: UnsafeRawPointer?, _ y: UnsafeMutableRawPointer?
) -> act_status {
    status { () throws(Refusal) in
        switch type {
        case ACT_F32: try Maxout(rank, shape, axis, pieces).forward(Float.self, x, y)
        case ACT_F64: try Maxout(rank, shape, axis, pieces).forward(Double.self, x, y)
        case ACT_F16: try Maxout(rank, shape, axis, pieces).forward(Float16.self, x, y)
        case ACT_BF16: try Maxout(rank, shape, axis, pieces).forward(BFloat16.self, x, y)
        default: throw Refusal(status: ACT_UNSUPPORTED_TYPE)
        }
    }
}

@c @implementation
public func act_maxout_backward(
    _ type: act_dtype, _ rank: Int, _ shape: UnsafePointer<Int>?, _ axis: Int, _ pieces: Int,
    _ dy: UnsafeRawPointer?, _ x: UnsafeRawPointer?, _ dx: UnsafeMutableRawPointer?
) -> act_status {
    status { () throws(Refusal) in
        switch type {
        case ACT_F32: try Maxout(rank, shape, axis, pieces).backward(Float.self, dy, x, dx)
        case ACT_F64: try Maxout(rank, shape, axis, pieces).backward(Double.self, dy, x, dx)
        case ACT_F16: try Maxout(rank, shape, axis, pieces).backward(Float16.self, dy, x, dx)
        case ACT_BF16: try Maxout(rank, shape, axis, pieces).backward(BFloat16.self, dy, x, dx)
        default: throw Refusal(status: ACT_UNSUPPORTED_TYPE)
        }
    }
}

extension Maxout {
    fileprivate init(
        _ rank: Int, _ shape: UnsafePointer<Int>?, _ axis: Int, _ pieces: Int
    ) throws(Refusal) {
        guard pieces >= 1 else { throw Refusal(status: ACT_INVALID_ARGUMENT) }
        self.init(split: try AxisSplit(rank, shape, axis, pieces: pieces), pieces: pieces)
    }

    fileprivate func forward<S: ActivationScalar>(
        _: S.Type, _ x: UnsafeRawPointer?, _ y: UnsafeMutableRawPointer?
    ) throws(Refusal) {
        guard let y = try Output<S>(y, count: count) else { return }
        forward(try y.input(x, count: split.count), y.start)
    }

    fileprivate func backward<S: ActivationScalar>(
        _: S.Type, _ dy: UnsafeRawPointer?, _ x: UnsafeRawPointer?, _ dx: UnsafeMutableRawPointer?
    ) throws(Refusal) {
        guard let dx = try Output<S>(dx, count: split.count) else { return }
        backward(try dx.input(dy, count: count), try dx.input(x, count: split.count), dx.start)
    }
}
