// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import CActivations
import Glibc

@c @implementation
public func act_dense(
    _ activation: OpaquePointer?, _ params: UnsafePointer<Double>?, _ type: act_dtype, _ m: Int, _ k: Int, _ n: Int,
    _ x: UnsafeRawPointer?, _ w: UnsafeRawPointer?, _ bias: UnsafeRawPointer?, _ y: UnsafeMutableRawPointer?
) -> act_status {
    status { () throws(Refusal) in
        let layer = try Dense(m, k, n, Activation(activation, params))
        switch type {
        case ACT_F32: try layer(Float.self, m, k, n, x, w, bias, y)
        case ACT_F64: try layer(Double.self, m, k, n, x, w, bias, y)
        default: throw Refusal(status: ACT_UNSUPPORTED_TYPE)
        }
    }
}

@c @implementation
public func act_dense_backward(
    _ activation: OpaquePointer?, _ params: UnsafePointer<Double>?, _ type: act_dtype, _ m: Int, _ k: Int, _ n: Int,
    _ x: UnsafeRawPointer?, _ w: UnsafeRawPointer?, _ bias: UnsafeRawPointer?, _ dy: UnsafeRawPointer?,
    _ dx: UnsafeMutableRawPointer?, _ dw: UnsafeMutableRawPointer?, _ dbias: UnsafeMutableRawPointer?
) -> act_status {
    status { () throws(Refusal) in
        let activation = try Activation(activation, params)
        let layer: DenseBackward
        do {
            layer = try DenseBackward(rows: m, inputs: k, outputs: n, output: .activations([activation]))
        } catch {
            throw Refusal(status: ACT_INVALID_SHAPE)
        }
        switch type {
        case ACT_F32: try layer(Float.self, m, k, n, (x, w, bias, dy), (dx, dw, dbias))
        case ACT_F64: try layer(Double.self, m, k, n, (x, w, bias, dy), (dx, dw, dbias))
        default: throw Refusal(status: ACT_UNSUPPORTED_TYPE)
        }
    }
}

extension DenseBackward {
    fileprivate typealias Inputs = (
        x: UnsafeRawPointer?, w: UnsafeRawPointer?, bias: UnsafeRawPointer?, dy: UnsafeRawPointer?
    )
    fileprivate typealias Outputs = (
        dx: UnsafeMutableRawPointer?, dw: UnsafeMutableRawPointer?, db: UnsafeMutableRawPointer?
    )

    fileprivate func callAsFunction<S: BLASScalar>(
        _: S.Type, _ m: Int, _ k: Int, _ n: Int, _ inputs: Inputs, _ outputs: Outputs
    ) throws(Refusal) {
        let (xCount, wCount, yCount) = (try product(m, k), try product(k, n), try product(m, n))
        var memory = DisjointMemory()
        let x: UnsafePointer<S>? = try memory.input(inputs.x, count: xCount)
        let w: UnsafePointer<S>? = try memory.input(inputs.w, count: wCount)
        let dy: UnsafePointer<S>? = try memory.input(inputs.dy, count: yCount)
        let bias: UnsafePointer<S>? = inputs.bias == nil ? nil : try memory.input(inputs.bias, count: n)
        let dx: UnsafeMutablePointer<S>? = try memory.output(outputs.dx, count: xCount)
        let dw: UnsafeMutablePointer<S>? = try memory.output(outputs.dw, count: wCount)
        let db: UnsafeMutablePointer<S>? = try memory.output(outputs.db, count: n)
        // Where there is nothing to read, any address does: nothing is read.
        var nothing: S = 0
        let isDone = withUnsafePointer(to: &nothing) { nothing in
            self(x ?? nothing, w ?? nothing, bias: bias, dy: dy ?? nothing, dx: dx, dw: dw, db: db)
        }
        guard isDone else { throw Refusal(status: ACT_OUT_OF_MEMORY) }
    }
}

extension Dense {
    fileprivate init(_ m: Int, _ k: Int, _ n: Int, _ activation: Activation) throws(Refusal) {
        do {
            try self.init(rows: m, inputs: k, outputs: n, output: .activations([activation]))
        } catch {
            throw Refusal(status: ACT_INVALID_SHAPE)
        }
    }

    fileprivate func callAsFunction<S: BLASScalar>(
        _: S.Type, _ m: Int, _ k: Int, _ n: Int,
        _ x: UnsafeRawPointer?, _ w: UnsafeRawPointer?, _ bias: UnsafeRawPointer?, _ y: UnsafeMutableRawPointer?
    ) throws(Refusal) {
        let count = try product(m, n)
        guard let y = try Output<S>(y, count: count) else { return }
        let x = try y.input(x, count: try product(m, k))
        let w = try y.input(w, count: try product(k, n))
        let bias = bias == nil ? nil : try y.input(bias, count: n)
        guard x == y.start || w == y.start || bias == UnsafePointer(y.start) else {
            self(x, w, bias: bias, y.start)
            return
        }
        guard let memory = malloc(count * MemoryLayout<S>.stride) else { throw Refusal(status: ACT_OUT_OF_MEMORY) }
        defer { free(memory) }
        let result = memory.bindMemory(to: S.self, capacity: count)
        self(x, w, bias: bias, result)
        y.start.update(from: result, count: count)
    }
}

/// The number of elements of a matrix.
private func product(_ rows: Int, _ columns: Int) throws(Refusal) -> Int {
    let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
    guard rows >= 0, columns >= 0, !overflow else { throw Refusal(status: ACT_INVALID_SHAPE) }
    return count
}
