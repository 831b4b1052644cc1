// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import CActivations

@c @implementation
public func act_prelu(
    _ type: act_dtype, _ rank: Int, _ shape: UnsafePointer<Int>?, _ axis: Int, _ slope_count: Int,
    _ slopes: UnsafeRawPointer?, _ x: UnsafeRawPointer?, _ y: UnsafeMutableRawPointer?
) -> act_status {
    status { () throws(Refusal) in
        let prelu = try PReLU(rank, shape, axis, slope_count)
        switch type {
        case ACT_F32: try prelu.forward(Float.self, slopes, x, y)
        case ACT_F64: try prelu.forward(Double.self, slopes, x, y)
        case ACT_F16: try prelu.forward(Float16.self, slopes, x, y)
        case ACT_BF16: try prelu.forward(BFloat16.self, slopes, x, y)
        default: throw Refusal(status: ACT_UNSUPPORTED_TYPE)
        }
    }
}

@c @implementation
public func act_prelu_backward(
    _ type: act_dtype, _ rank: Int, _ shape: UnsafePointer<Int>?, _ axis: Int, _ slope_count: Int,
    _ slopes: UnsafeRawPointer?, _ dy: UnsafeRawPointer?, _ x: UnsafeRawPointer?, _ dx: UnsafeMutableRawPointer?,
    _ dslopes: UnsafeMutableRawPointer?
) -> act_status {
    status { () throws(Refusal) in
        let prelu = try PReLU(rank, shape, axis, slope_count)
        switch type {
        case ACT_F32: try prelu.backward(Float.self, slopes, dy, x, dx, dslopes)
        case ACT_F64: try prelu.backward(Double.self, slopes, dy, x, dx, dslopes)
        case ACT_F16: try prelu.backward(Float16.self, slopes, dy, x, dx, dslopes)
        case ACT_BF16: try prelu.backward(BFloat16.self, slopes, dy, x, dx, dslopes)
        default: throw Refusal(status: ACT_UNSUPPORTED_TYPE)
        }
    }
}

extension PReLU {
    fileprivate init(_ rank: Int, _ shape: UnsafePointer<Int>?, _ axis: Int, _ slopes: Int) throws(Refusal) {
        let split = try AxisSplit(rank, shape, axis)
        guard slopes == 1 || slopes == split.length else { throw Refusal(status: ACT_INVALID_ARGUMENT) }
        self.init(split, slopes: slopes)
    }

    @inline(__always)
    fileprivate func forward<S: ActivationScalar>(
        _: S.Type, _ slopes: UnsafeRawPointer?, _ x: UnsafeRawPointer?, _ y: UnsafeMutableRawPointer?
    ) throws(Refusal) {
        guard let y = try Output<S>(y, count: count) else { return }
        forward(try y.input(x, count: count), slopes: try y.input(slopes, count: channels), y.start)
    }

    @inline(__always)
    fileprivate func backward<S: ActivationScalar>(
        _: S.Type, _ slopes: UnsafeRawPointer?, _ dy: UnsafeRawPointer?, _ x: UnsafeRawPointer?,
        _ dx: UnsafeMutableRawPointer?, _ dslopes: UnsafeMutableRawPointer?
    ) throws(Refusal) {
        guard let dslopes = try Output<S>(dslopes, count: channels) else { return }
        guard let dx = try Output<S>(dx, count: count) else {
            dslopes.start.update(repeating: 0, count: channels)
            return
        }
        try dx.requireDisjoint(dslopes)
        _ = try dslopes.input(dy, count: count)
        _ = try dslopes.input(x, count: count)
        _ = try dslopes.input(slopes, count: channels)
        let (dy, x) = (try dx.input(dy, count: count), try dx.input(x, count: count))
        let slopes = try dx.input(slopes, count: channels)
        let isDone = withMemory(byteCount: sumCount * MemoryLayout<Double>.stride) { memory in
            let sums = UnsafeMutableBufferPointer(
                start: memory.bindMemory(to: Double.self, capacity: sumCount), count: sumCount)
            sums.initialize(repeating: 0)
            backward(dy, x, slopes: slopes, dx.start, toSlopes: dslopes.start, sums: sums)
        }
        guard isDone else { throw Refusal(status: ACT_OUT_OF_MEMORY) }
    }
}
