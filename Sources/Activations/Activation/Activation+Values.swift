// One number, and memory of the caller's own.

extension Activation {
    /// The function's value at x.
    @inlinable
    public func callAsFunction<S: ActivationScalar>(_ x: S) -> S {
        var value = x
        withUnsafeMutablePointer(to: &value) { forward(UnsafePointer($0), $0, count: 1) }
        return value
    }

    /// The derivative at x.
    public func derivative<S: ActivationScalar>(_ x: S) -> S {
        var dx: S = 1
        withUnsafeMutablePointer(to: &dx) { dx in
            withUnsafePointer(to: x) { backward(UnsafePointer(dx), $0, dx, count: 1) }
        }
        return dx
    }

    /// Replaces every element by the function's value.
    @inlinable
    public func apply<S: ActivationScalar>(_ values: inout MutableSpan<S>) {
        values.withUnsafeMutableBufferPointer { apply($0) }
    }

    /// Replaces every element by the function's value.
    @inlinable
    public func apply<S: ActivationScalar>(_ values: UnsafeMutableBufferPointer<S>) {
        guard let start = values.baseAddress else { return }
        forward(UnsafePointer(start), start, count: values.count)
    }

    /// y = f(x)
    ///
    /// - Throws: `ActivationError.countMismatch` when the spans differ in length; y is untouched then.
    @inlinable
    public func apply<S: ActivationScalar>(_ x: Span<S>, into y: inout MutableSpan<S>) throws(ActivationError) {
        try requireEqual(x.count, y.count)
        x.withUnsafeBufferPointer { x in
            y.withUnsafeMutableBufferPointer { y in
                guard let source = x.baseAddress, let target = y.baseAddress else { return }
                forward(source, target, count: y.count)
            }
        }
    }

    /// dx = upstream · f′(x)
    ///
    /// - Throws: `ActivationError.countMismatch` when the spans differ in length; dx is untouched then.
    public func gradient<S: ActivationScalar>(
        at x: Span<S>, upstream dy: Span<S>, into dx: inout MutableSpan<S>
    ) throws(ActivationError) {
        try requireEqual(x.count, dy.count)
        try requireEqual(x.count, dx.count)
        x.withUnsafeBufferPointer { x in
            dy.withUnsafeBufferPointer { dy in
                dx.withUnsafeMutableBufferPointer { dx in
                    guard let x = x.baseAddress, let dy = dy.baseAddress, let start = dx.baseAddress else { return }
                    backward(dy, x, start, count: dx.count)
                }
            }
        }
    }
}

extension Collection<Activation> {
    /// y = the stages one after the other on x, in one pass over memory.
    ///
    /// - Throws: `ActivationError.countMismatch` when the spans differ in length; y is untouched then.
    public func apply<S: ActivationScalar>(_ x: Span<S>, into y: inout MutableSpan<S>) throws(ActivationError) {
        try requireEqual(x.count, y.count)
        x.withUnsafeBufferPointer { x in
            y.withUnsafeMutableBufferPointer { y in
                guard let source = x.baseAddress, let target = y.baseAddress else { return }
                if isEmpty {
                    target.update(from: source, count: y.count)
                } else {
                    forward(source, target, count: y.count)
                }
            }
        }
    }
}

@usableFromInline
func requireEqual(_ expected: Int, _ actual: Int) throws(ActivationError) {
    guard expected == actual else { throw .countMismatch(expected: expected, actual: actual) }
}
