// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import CActivations

@c @implementation
public func act_along_axis(
    _ function: act_axis_function, _ options: UnsafePointer<act_axis_options>?, _ type: act_dtype, _ rank: Int,
    _ shape: UnsafePointer<Int>?, _ axis: Int, _ x: UnsafeRawPointer?, _ y: UnsafeMutableRawPointer?
) -> act_status {
    status { () throws(Refusal) in
        let call = try AxisCall(function, options, rank, shape, axis)
        switch type {
        case ACT_F32: try call.forward(Float.self, x, y)
        case ACT_F64: try call.forward(Double.self, x, y)
        case ACT_F16: try call.forward(Float16.self, x, y)
        case ACT_BF16: try call.forward(BFloat16.self, x, y)
        default: throw Refusal(status: ACT_UNSUPPORTED_TYPE)
        }
    }
}

@c @implementation
public func act_along_axis_backward(
    _ function: act_axis_function, _ options: UnsafePointer<act_axis_options>?, _ type: act_dtype, _ rank: Int,
    _ shape: UnsafePointer<Int>?, _ axis: Int, _ dy: UnsafeRawPointer?, _ y: UnsafeRawPointer?,
    _ dx: UnsafeMutableRawPointer?
) -> act_status {
    status { () throws(Refusal) in
        let call = try AxisCall(function, options, rank, shape, axis)
        switch type {
        case ACT_F32: try call.backward(Float.self, dy, y, dx)
        case ACT_F64: try call.backward(Double.self, dy, y, dx)
        case ACT_F16: try call.backward(Float16.self, dy, y, dx)
        case ACT_BF16: try call.backward(BFloat16.self, dy, y, dx)
        default: throw Refusal(status: ACT_UNSUPPORTED_TYPE)
        }
    }
}

/// A function along an axis as C asks for it, checked all but for the memory.
private struct AxisCall {
    let function: AlongAxis
    let options: act_axis_options
    let split: AxisSplit
    let shape: [Int]
    let axis: Int

    init(
        _ function: act_axis_function, _ options: UnsafePointer<act_axis_options>?, _ rank: Int,
        _ shape: UnsafePointer<Int>?, _ axis: Int
    ) throws(Refusal) {
        switch function {
        case ACT_SOFTMAX: self.function = .softmax
        case ACT_LOG_SOFTMAX: self.function = .logSoftmax
        case ACT_SOFTMIN: self.function = .softmin
        case ACT_HARDMAX: self.function = .hardmax
        case ACT_SPARSEMAX: self.function = .sparsemax
        case ACT_ENTMAX15: self.function = .entmax15
        case ACT_SOFTMAX1: self.function = .softmax1
        case ACT_LOGSUMEXP: self.function = .logSumExp
        default: throw Refusal(status: ACT_INVALID_ARGUMENT)
        }
        split = try AxisSplit(rank, shape, axis)
        self.shape = Array(UnsafeBufferPointer(start: shape, count: rank))
        self.axis = axis
        guard let options else {
            self.options = act_axis_options()
            return
        }
        guard options.pointee.size >= MemoryLayout<act_axis_options>.size else {
            throw Refusal(status: ACT_INVALID_ARGUMENT)
        }
        self.options = options.pointee
    }

    func forward<S: ActivationScalar>(
        _: S.Type, _ x: UnsafeRawPointer?, _ y: UnsafeMutableRawPointer?
    ) throws(Refusal) {
        let rows = split.outer * split.inner
        let prepared: PreparedRows<S> = try self.rows()
        guard let y = try Output<S>(y, count: rows * (function.reduces ? 1 : split.length)) else { return }
        prepared.forward(try y.input(x, count: rows * split.length), y.start)
    }

    func backward<S: ActivationScalar>(
        _: S.Type, _ dy: UnsafeRawPointer?, _ y: UnsafeRawPointer?, _ dx: UnsafeMutableRawPointer?
    ) throws(Refusal) {
        let rows = split.outer * split.inner
        let prepared: PreparedRows<S> = try self.rows()
        guard let dx = try Output<S>(dx, count: rows * split.length) else { return }
        let upstream = try dx.input(dy, count: rows * (function.reduces ? 1 : split.length))
        prepared.backward(upstream, try dx.input(y, count: rows * split.length), dx.start)
    }

    private func rows<S: ActivationScalar>() throws(Refusal) -> PreparedRows<S> {
        var wanted = SoftmaxOptions<S>(
            temperature: options.temperature == 0 ? 1 : options.temperature, isCausal: options.causal != 0)
        switch options.fully_masked {
        case ACT_FULLY_MASKED_NAN: wanted.fullyMasked = .nan
        case ACT_FULLY_MASKED_ZERO: wanted.fullyMasked = .zero
        case ACT_FULLY_MASKED_UNIFORM: wanted.fullyMasked = .uniform
        default: throw Refusal(status: ACT_INVALID_ARGUMENT)
        }
        do {
            wanted.mask = try mask()
            return try PreparedRows(function, shape, axis: axis, wanted)
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            throw Refusal(status: ACT_INVALID_ARGUMENT)
        }
    }

    /// A copy of the mask: its bytes may be at any address, and those of `keep` any number.
    private func mask<S: ActivationScalar>() throws -> SoftmaxOptions<S>.Mask? {
        guard options.additive != nil || options.keep != nil else { return nil }
        guard options.additive == nil || options.keep == nil, options.mask_rank <= shape.count,
            options.mask_rank == 0 || options.mask_shape != nil
        else { throw Refusal(status: ACT_INVALID_ARGUMENT) }
        let maskShape = Array(UnsafeBufferPointer(start: options.mask_shape, count: options.mask_rank))
        // No longer than the input along any axis, so that the product can't overflow.
        _ = try MaskPlan(mask: maskShape, to: shape, axis: 0)
        if let keep = options.keep {
            return .keeping(
                Tensor(unsafeUninitializedShape: maskShape) { mask in
                    for index in mask.indices { mask.initializeElement(at: index, to: keep[index] != 0) }
                })
        }
        return .additive(
            Tensor(unsafeUninitializedShape: maskShape) { mask in
                let bytes = UnsafeRawBufferPointer(start: options.additive, count: mask.count * MemoryLayout<S>.stride)
                UnsafeMutableRawBufferPointer(mask).copyMemory(from: bytes)
            })
    }
}
