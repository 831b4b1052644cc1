extension Tensor where Scalar: BinaryFloatingPoint {
    /// The sum of all elements, 0 when there are none.
    ///
    /// Error bound: that of a sum with twice the digits of `Double`, rounded to `Double` and then to the scalar.
    @inlinable
    public func sum() -> Scalar {
        withUnsafeBufferPointer { compensatedSum($0) }
    }

    /// The sums along an axis, which the result lacks; 0 where the axis is empty. As accurate as ``sum()``.
    @inlinable
    public func sum(axis: Int) throws(ActivationError) -> Tensor {
        try reduced(axis: axis) { lines, inner, result in
            if inner == 1 {
                result.initializeElement(at: 0, to: compensatedSum(lines))
            } else {
                compensatedSums(lines, width: inner) { sums, corrections in
                    for position in 0..<inner {
                        result.initializeElement(
                            at: position, to: Scalar(corrected(sums[position], by: corrections[position])))
                    }
                }
            }
        }
    }

    /// The largest element. NaN counts as larger than any number, as in NumPy.
    ///
    /// - Throws: ``ActivationError/emptyAxis(axis:shape:)`` when there is none.
    @inlinable
    public func maximum() throws(ActivationError) -> Scalar {
        try Tensor(shape: [count], count: count, storage: storage).maximum(axis: 0)[]
    }

    /// The largest elements along an axis, which the result lacks. NaN counts as larger than any number, as in NumPy.
    ///
    /// - Throws: ``ActivationError/emptyAxis(axis:shape:)`` when the axis has none.
    @inlinable
    public func maximum(axis: Int) throws(ActivationError) -> Tensor {
        try requireElements(along: axis)
        return try reduced(axis: axis) { lines, inner, result in
            _ = result.initialize(fromContentsOf: lines[..<inner])
            for line in stride(from: inner, to: lines.count, by: inner) {
                for position in 0..<inner {
                    let scalar = lines[line + position]
                    if scalar > result[position] || scalar.isNaN { result[position] = scalar }
                }
            }
        }
    }

    /// The position of the first largest element in row-major order; that of the first NaN when there is one.
    ///
    /// - Throws: ``ActivationError/emptyAxis(axis:shape:)`` when there is none.
    @inlinable
    public func argmax() throws(ActivationError) -> Int {
        try Tensor(shape: [count], count: count, storage: storage).argmax(axis: 0)[]
    }

    /// The indices of the first largest elements along an axis, which the result lacks; of the first NaN where there
    /// is one.
    ///
    /// - Throws: ``ActivationError/emptyAxis(axis:shape:)`` when the axis has none.
    @inlinable
    public func argmax(axis: Int) throws(ActivationError) -> Tensor<Int> {
        try requireElements(along: axis)
        return try reduced(axis: axis) { lines, inner, result in
            result.initialize(repeating: 0)
            for (index, line) in stride(from: inner, to: lines.count, by: inner).enumerated() {
                for position in 0..<inner {
                    let (scalar, best) = (lines[line + position], lines[result[position] * inner + position])
                    if scalar > best || scalar.isNaN && !best.isNaN { result[position] = index + 1 }
                }
            }
        }
    }

    @inlinable
    func requireElements(along axis: Int) throws(ActivationError) {
        let axis = try resolved(axis: axis)
        guard shape[axis] > 0 else { throw .emptyAxis(axis: axis, shape: shape) }
    }

    /// Reduces each block of lines of `inner` elements to one such line.
    @inlinable
    func reduced<Result>(
        axis: Int,
        _ reduce: (_ lines: UnsafeBufferPointer<Scalar>, _ inner: Int, UnsafeMutableBufferPointer<Result>) -> Void
    ) throws(ActivationError) -> Tensor<Result> {
        let split = try AxisSplit(shape, axis: axis)
        let shape = try shape(without: axis)
        let block = split.length * split.inner
        return withUnsafeBufferPointer { source in
            Tensor<Result>(unsafeUninitializedShape: shape) { target in
                guard !target.isEmpty else { return }
                for outer in 0..<split.outer {
                    reduce(
                        UnsafeBufferPointer(rebasing: source[outer * block..<(outer + 1) * block]), split.inner,
                        UnsafeMutableBufferPointer(rebasing: target[outer * split.inner..<(outer + 1) * split.inner]))
                }
            }
        }
    }
}

// MARK: - Compensated summation

/// Adds up lines of `width` elements, column by column, and keeps what each addition rounds away.
///
/// Reference: Ogita, Rump, Oishi, Accurate Sum and Dot Product, SIAM J. Sci. Comput. 26 (2005), algorithm Sum2.
@inlinable
func compensatedSums<Scalar: BinaryFloatingPoint, R>(
    _ lines: UnsafeBufferPointer<Scalar>, width: Int,
    _ body: (_ sums: UnsafeMutablePointer<Double>, _ corrections: UnsafeMutablePointer<Double>) -> R
) -> R {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * width) { buffer in
        buffer.initialize(repeating: 0)
        let sums = buffer.baseAddress.unsafelyUnwrapped
        let corrections = sums + width
        for line in stride(from: 0, to: lines.count, by: width) {
            for position in 0..<min(width, lines.count - line) {
                add(Double(lines[line + position]), to: &sums[position], &corrections[position])
            }
        }
        return body(sums, corrections)
    }
}

/// The sum of one line, over eight partial sums.
@inlinable
func compensatedSum<Scalar: BinaryFloatingPoint>(_ line: UnsafeBufferPointer<Scalar>) -> Scalar {
    var sums = SIMD8<Double>.zero
    var corrections = SIMD8<Double>.zero
    func addTerms(from start: Int, count: Int) {
        var terms = SIMD8<Double>.zero
        for lane in 0..<count { terms[lane] = Double(line[start + lane]) }
        let totals = sums + terms
        let added = totals - sums
        corrections += (sums - (totals - added)) + (terms - added)
        sums = totals
    }
    let whole = line.count & ~7
    for start in stride(from: 0, to: whole, by: 8) { addTerms(from: start, count: 8) }
    addTerms(from: whole, count: line.count - whole)

    var (sum, correction) = (sums[0], corrections[0])
    for lane in 1..<8 {
        add(sums[lane], to: &sum, &correction)
        correction += corrections[lane]
    }
    return Scalar(corrected(sum, by: correction))
}

@inlinable
func add(_ term: Double, to sum: inout Double, _ correction: inout Double) {
    let total = sum + term
    let added = total - sum
    correction += (sum - (total - added)) + (term - added)
    sum = total
}

/// An infinite sum has no correction: it came out as NaN.
@inlinable
func corrected(_ sum: Double, by correction: Double) -> Double {
    correction.isNaN ? sum : sum + correction
}
