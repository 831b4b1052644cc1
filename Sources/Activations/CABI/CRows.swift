// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import CActivations

@c @implementation
public func act_softmax(
    _ type: act_dtype, _ rank: Int, _ shape: UnsafePointer<Int>?, _ axis: Int,
    _ x: UnsafeRawPointer?, _ y: UnsafeMutableRawPointer?
) -> act_status {
    RowFunction.softmax.forward(type, rank, shape, axis, x, y)
}

@c @implementation
public func act_log_softmax(
    _ type: act_dtype, _ rank: Int, _ shape: UnsafePointer<Int>?, _ axis: Int,
    _ x: UnsafeRawPointer?, _ y: UnsafeMutableRawPointer?
) -> act_status {
    RowFunction.logSoftmax.forward(type, rank, shape, axis, x, y)
}

@c @implementation
public func act_logsumexp(
    _ type: act_dtype, _ rank: Int, _ shape: UnsafePointer<Int>?, _ axis: Int,
    _ x: UnsafeRawPointer?, _ y: UnsafeMutableRawPointer?
) -> act_status {
    RowFunction.logSumExp.forward(type, rank, shape, axis, x, y)
}

@c @implementation
public func act_softmax_backward(
    _ type: act_dtype, _ rank: Int, _ shape: UnsafePointer<Int>?, _ axis: Int,
    _ dy: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ dx: UnsafeMutableRawPointer?
) -> act_status {
    RowFunction.softmax.backward(type, rank, shape, axis, dy, y, dx)
}

@c @implementation
public func act_log_softmax_backward(
    _ type: act_dtype, _ rank: Int, _ shape: UnsafePointer<Int>?, _ axis: Int,
    _ dy: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ dx: UnsafeMutableRawPointer?
) -> act_status {
    RowFunction.logSoftmax.backward(type, rank, shape, axis, dy, y, dx)
}

extension RowFunction {
    fileprivate func forward(
        _ type: act_dtype, _ rank: Int, _ shape: UnsafePointer<Int>?, _ axis: Int,
        _ x: UnsafeRawPointer?, _ y: UnsafeMutableRawPointer?
    ) -> act_status {
        status { () throws(Refusal) in
            switch type {
            case ACT_F32: try forward(Float.self, try AxisSplit(rank, shape, axis), x, y)
            case ACT_F64: try forward(Double.self, try AxisSplit(rank, shape, axis), x, y)
            case ACT_F16: try forward(Float16.self, try AxisSplit(rank, shape, axis), x, y)
            case ACT_BF16: try forward(BFloat16.self, try AxisSplit(rank, shape, axis), x, y)
            default: throw Refusal(status: ACT_UNSUPPORTED_TYPE)
            }
        }
    }

    @inline(__always)
    private func forward<S: ActivationScalar>(
        _: S.Type, _ split: AxisSplit, _ x: UnsafeRawPointer?, _ y: UnsafeMutableRawPointer?
    ) throws(Refusal) {
        let rows = split.outer * split.inner
        guard let y = try Output<S>(y, count: rows * resultLength(split.length)) else { return }
        guard self(split, try y.input(x, count: rows * split.length), y.start) else {
            throw Refusal(status: ACT_OUT_OF_MEMORY)
        }
    }

    fileprivate func backward(
        _ type: act_dtype, _ rank: Int, _ shape: UnsafePointer<Int>?, _ axis: Int,
        _ dy: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ dx: UnsafeMutableRawPointer?
    ) -> act_status {
        status { () throws(Refusal) in
            switch type {
            case ACT_F32: try backward(Float.self, try AxisSplit(rank, shape, axis), dy, y, dx)
            case ACT_F64: try backward(Double.self, try AxisSplit(rank, shape, axis), dy, y, dx)
            case ACT_F16: try backward(Float16.self, try AxisSplit(rank, shape, axis), dy, y, dx)
            case ACT_BF16: try backward(BFloat16.self, try AxisSplit(rank, shape, axis), dy, y, dx)
            default: throw Refusal(status: ACT_UNSUPPORTED_TYPE)
            }
        }
    }

    @inline(__always)
    private func backward<S: ActivationScalar>(
        _: S.Type, _ split: AxisSplit, _ dy: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ dx: UnsafeMutableRawPointer?
    ) throws(Refusal) {
        let count = split.count
        guard let dx = try Output<S>(dx, count: count) else { return }
        guard backward(split, try dx.input(dy, count: count), try dx.input(y, count: count), dx.start) else {
            throw Refusal(status: ACT_OUT_OF_MEMORY)
        }
    }
}

extension AxisSplit {
    /// The split of a shape that arrives from C.
    init(_ rank: Int, _ shape: UnsafePointer<Int>?, _ axis: Int) throws(Refusal) {
        guard (0...64).contains(rank) else { throw Refusal(status: ACT_INVALID_SHAPE) }
        guard let shape else { throw Refusal(status: ACT_INVALID_ARGUMENT) }
        let dimensions = UnsafeBufferPointer(start: shape, count: rank)
        // Zeros are left out, so that no partial product overflows either.
        var extent = 1
        for dimension in dimensions {
            let (product, overflow) = extent.multipliedReportingOverflow(by: max(dimension, 1))
            guard dimension >= 0, !overflow else { throw Refusal(status: ACT_INVALID_SHAPE) }
            extent = product
        }
        do {
            try self.init(dimensions, axis: axis)
        } catch {
            throw Refusal(status: ACT_INVALID_ARGUMENT)
        }
    }

    /// The split of a shape that arrives from C, along an axis that divides into that many equal pieces.
    init(_ rank: Int, _ shape: UnsafePointer<Int>?, _ axis: Int, pieces: Int) throws(Refusal) {
        try self.init(rank, shape, axis)
        guard length.isMultiple(of: pieces) else { throw Refusal(status: ACT_INVALID_SHAPE) }
    }
}
