// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import CActivations

@c @implementation
public func act_binary_cross_entropy(
    _ options: UnsafePointer<act_binary_options>?, _ reduction: act_reduction, _ type: act_dtype, _ n: Int,
    _ x: UnsafeRawPointer?, _ targets: UnsafeRawPointer?, _ loss: UnsafeMutableRawPointer?
) -> act_status {
    status { () throws(Refusal) in try BinaryCall(options, reduction).forward(type, n, x, targets, loss) }
}

@c @implementation
public func act_binary_cross_entropy_backward(
    _ options: UnsafePointer<act_binary_options>?, _ reduction: act_reduction, _ type: act_dtype, _ n: Int,
    _ dy: UnsafeRawPointer?, _ x: UnsafeRawPointer?, _ targets: UnsafeRawPointer?, _ dx: UnsafeMutableRawPointer?
) -> act_status {
    status { () throws(Refusal) in try BinaryCall(options, reduction).backward(type, n, dy, x, targets, dx) }
}

@c @implementation
public func act_focal(
    _ options: UnsafePointer<act_focal_options>?, _ reduction: act_reduction, _ type: act_dtype, _ n: Int,
    _ x: UnsafeRawPointer?, _ targets: UnsafeRawPointer?, _ loss: UnsafeMutableRawPointer?
) -> act_status {
    status { () throws(Refusal) in try BinaryCall(options, reduction).forward(type, n, x, targets, loss) }
}

@c @implementation
public func act_focal_backward(
    _ options: UnsafePointer<act_focal_options>?, _ reduction: act_reduction, _ type: act_dtype, _ n: Int,
    _ dy: UnsafeRawPointer?, _ x: UnsafeRawPointer?, _ targets: UnsafeRawPointer?, _ dx: UnsafeMutableRawPointer?
) -> act_status {
    status { () throws(Refusal) in try BinaryCall(options, reduction).backward(type, n, dy, x, targets, dx) }
}

@c @implementation
public func act_cross_entropy(
    _ options: UnsafePointer<act_class_options>?, _ reduction: act_reduction, _ type: act_dtype, _ rows: Int,
    _ classes: Int, _ x: UnsafeRawPointer?, _ labels: UnsafePointer<Int64>?, _ loss: UnsafeMutableRawPointer?
) -> act_status {
    status { () throws(Refusal) in
        let call = try ClassCall(options, reduction, rows, classes)
        switch type {
        case ACT_F32: try call.forward(Float.self, x, labels, loss)
        case ACT_F64: try call.forward(Double.self, x, labels, loss)
        default: throw Refusal(status: ACT_UNSUPPORTED_TYPE)
        }
    }
}

@c @implementation
public func act_cross_entropy_backward(
    _ options: UnsafePointer<act_class_options>?, _ reduction: act_reduction, _ type: act_dtype, _ rows: Int,
    _ classes: Int, _ dy: UnsafeRawPointer?, _ x: UnsafeRawPointer?, _ labels: UnsafePointer<Int64>?,
    _ dx: UnsafeMutableRawPointer?
) -> act_status {
    status { () throws(Refusal) in
        let call = try ClassCall(options, reduction, rows, classes)
        switch type {
        case ACT_F32: try call.backward(Float.self, dy, x, labels, dx)
        case ACT_F64: try call.backward(Double.self, dy, x, labels, dx)
        default: throw Refusal(status: ACT_UNSUPPORTED_TYPE)
        }
    }
}

extension LossReduction {
    fileprivate init(_ reduction: act_reduction) throws(Refusal) {
        switch reduction {
        case ACT_REDUCE_NONE: self = .none
        case ACT_REDUCE_SUM: self = .sum
        case ACT_REDUCE_MEAN: self = .mean
        default: throw Refusal(status: ACT_INVALID_ARGUMENT)
        }
    }
}

/// A call of a loss of single logits, its options checked.
private struct BinaryCall {
    let loss: LogitLoss
    let weights: UnsafeRawPointer?
    let reduction: LossReduction

    @inline(__always)
    init(_ options: UnsafePointer<act_binary_options>?, _ reduction: act_reduction) throws(Refusal) {
        self.reduction = try LossReduction(reduction)
        var positiveWeight = 1.0
        if let options {
            guard options.pointee.size >= MemoryLayout<act_binary_options>.size else {
                throw Refusal(status: ACT_INVALID_ARGUMENT)
            }
            if options.pointee.positive_weight != 0 { positiveWeight = options.pointee.positive_weight }
        }
        weights = options?.pointee.weights
        do {
            loss = try BinaryCrossEntropy(positiveWeight: positiveWeight).loss
        } catch {
            throw Refusal(status: ACT_INVALID_ARGUMENT)
        }
    }

    @inline(__always)
    init(_ options: UnsafePointer<act_focal_options>?, _ reduction: act_reduction) throws(Refusal) {
        self.reduction = try LossReduction(reduction)
        weights = options?.pointee.weights
        do {
            guard let options else {
                loss = try FocalLoss().loss
                return
            }
            guard options.pointee.size >= MemoryLayout<act_focal_options>.size else {
                throw Refusal(status: ACT_INVALID_ARGUMENT)
            }
            let alpha = options.pointee.alpha
            loss = try FocalLoss(gamma: options.pointee.gamma, alpha: alpha.isNaN ? nil : alpha).loss
        } catch {
            throw Refusal(status: ACT_INVALID_ARGUMENT)
        }
    }

    @inline(__always)
    func forward(
        _ type: act_dtype, _ n: Int, _ x: UnsafeRawPointer?, _ targets: UnsafeRawPointer?,
        _ loss: UnsafeMutableRawPointer?
    ) throws(Refusal) {
        switch type {
        case ACT_F32: try forward(Float.self, n, x, targets, loss)
        case ACT_F64: try forward(Double.self, n, x, targets, loss)
        default: throw Refusal(status: ACT_UNSUPPORTED_TYPE)
        }
    }

    @inline(__always)
    func backward(
        _ type: act_dtype, _ n: Int, _ dy: UnsafeRawPointer?, _ x: UnsafeRawPointer?, _ targets: UnsafeRawPointer?,
        _ dx: UnsafeMutableRawPointer?
    ) throws(Refusal) {
        switch type {
        case ACT_F32: try backward(Float.self, n, dy, x, targets, dx)
        case ACT_F64: try backward(Double.self, n, dy, x, targets, dx)
        default: throw Refusal(status: ACT_UNSUPPORTED_TYPE)
        }
    }

    @inline(__always)
    private func forward<S: BLASScalar>(
        _: S.Type, _ n: Int, _ x: UnsafeRawPointer?, _ targets: UnsafeRawPointer?, _ loss: UnsafeMutableRawPointer?
    ) throws(Refusal) {
        guard let result = try Output<S>(loss, count: reduction == .none ? n : 1) else { return }
        self.loss.losses(of: try inputs(of: result, n, x, targets), count: n, reduction, result.start)
    }

    @inline(__always)
    private func backward<S: BLASScalar>(
        _: S.Type, _ n: Int, _ dy: UnsafeRawPointer?, _ x: UnsafeRawPointer?, _ targets: UnsafeRawPointer?,
        _ dx: UnsafeMutableRawPointer?
    ) throws(Refusal) {
        guard let dx = try Output<S>(dx, count: n) else { return }
        let isEach = reduction == .none
        let upstream = isEach ? 1 : dy?.loadUnaligned(as: S.self) ?? 1
        var inputs = try inputs(of: dx, n, x, targets)
        if isEach, let dy { inputs.upstream = try dx.input(dy, count: n) }
        // These are read after dx has been written.
        let written = UnsafePointer(dx.start)
        guard inputs.targets != written, inputs.weights != written, inputs.upstream != written else {
            throw Refusal(status: ACT_INVALID_ARGUMENT)
        }
        loss.gradients(of: inputs, count: n, reduction, upstream: upstream, dx.start)
    }

    @inline(__always)
    private func inputs<S: BLASScalar>(
        of output: Output<S>, _ n: Int, _ x: UnsafeRawPointer?, _ targets: UnsafeRawPointer?
    ) throws(Refusal) -> LogitInputs<S> {
        var inputs = LogitInputs(logits: try output.input(x, count: n), targets: try output.input(targets, count: n))
        if let weights { inputs.weights = try output.input(weights, count: n) }
        guard loss.firstWrong(UnsafeBufferPointer(start: inputs.targets, count: n)) == nil else {
            throw Refusal(status: ACT_INVALID_ARGUMENT)
        }
        return inputs
    }
}

/// A call of cross entropy, its options checked.
private struct ClassCall {
    let loss: SoftmaxCrossEntropy
    let reduction: LossReduction
    let rows, classes, count: Int

    init(
        _ options: UnsafePointer<act_class_options>?, _ reduction: act_reduction, _ rows: Int, _ classes: Int
    ) throws(Refusal) {
        self.reduction = try LossReduction(reduction)
        let (count, overflow) = rows.multipliedReportingOverflow(by: classes)
        guard rows >= 0, classes >= 0, !overflow else { throw Refusal(status: ACT_INVALID_SHAPE) }
        (self.rows, self.classes, self.count) = (rows, classes, count)
        var weights: [Double]?
        var ignored: Int?
        if let options {
            guard options.pointee.size >= MemoryLayout<act_class_options>.size else {
                throw Refusal(status: ACT_INVALID_ARGUMENT)
            }
            if rows > 0 {
                weights = options.pointee.class_weights.map { Array(UnsafeBufferPointer(start: $0, count: classes)) }
            }
            ignored = options.pointee.ignored.map { Int($0.pointee) }
        }
        do {
            loss = try SoftmaxCrossEntropy(
                classWeights: weights, ignoring: ignored, labelSmoothing: options?.pointee.label_smoothing ?? 0)
        } catch {
            throw Refusal(status: ACT_INVALID_ARGUMENT)
        }
    }

    func forward<S: BLASScalar>(
        _: S.Type, _ x: UnsafeRawPointer?, _ labels: UnsafePointer<Int64>?, _ loss: UnsafeMutableRawPointer?
    ) throws(Refusal) {
        let targets: ClassLoss<S> = try self.targets(labels)
        var memory = DisjointMemory()
        let x: UnsafePointer<S>? = try memory.input(x, count: count)
        let results = reduction == .none ? rows : 1
        guard let loss: UnsafeMutablePointer<S> = try memory.output(loss, count: results) else {
            if results > 0 { throw Refusal(status: ACT_INVALID_ARGUMENT) }
            return
        }
        self.loss.losses(x ?? UnsafePointer(loss), targets, reduction, loss)
    }

    func backward<S: BLASScalar>(
        _: S.Type, _ dy: UnsafeRawPointer?, _ x: UnsafeRawPointer?, _ labels: UnsafePointer<Int64>?,
        _ dx: UnsafeMutableRawPointer?
    ) throws(Refusal) {
        let targets: ClassLoss<S> = try self.targets(labels)
        guard let dx = try Output<S>(dx, count: count) else { return }
        let x = try dx.input(x, count: count)
        let upstream = dy.map { dy in
            (0..<(reduction == .none ? rows : 1)).map {
                Double(dy.loadUnaligned(fromByteOffset: $0 * MemoryLayout<S>.stride, as: S.self))
            }
        }
        loss.gradients(x, targets, scale: targets.scale(reduction, upstream), dx.start)
    }

    private func targets<S: BLASScalar>(_ labels: UnsafePointer<Int64>?) throws(Refusal) -> ClassLoss<S> {
        guard labels != nil || rows == 0 else { throw Refusal(status: ACT_INVALID_ARGUMENT) }
        do {
            return try ClassLoss(
                classes: classes, labels: UnsafeBufferPointer(start: labels, count: rows).map { Int($0) },
                classWeights: loss.classWeights, ignored: loss.ignored, smoothing: loss.smoothing)
        } catch {
            throw Refusal(status: ACT_INVALID_ARGUMENT)
        }
    }
}
