extension Tensor where Scalar: ActivationScalar {
    /// The likeliest classes of each row of logits with their probabilities, the likeliest first, the lower class first of
    /// equals.
    ///
    /// Each row is read while it is in the cache: no distribution of the size of the logits is kept.
    ///
    /// - Parameter count: how many, from 1 to the number of classes.
    /// - Returns: Both of the logits' shape with `count` in place of the classes.
    /// - Throws: `ActivationError.topCountOutOfRange`, `.notANumber` for a row with a NaN.
    public func topClasses(
        _ count: Int
    ) throws(ActivationError) -> (classes: Tensor<Int>, probabilities: Tensor) {
        let length = shape.last ?? 1
        guard rank > 0, 1...max(1, length) ~= count, length > 0 else {
            throw .topCountOutOfRange(count, classes: rank > 0 ? length : 0)
        }
        let rows = self.count / length
        let block = max(1, 16384 / (length * MemoryLayout<Scalar>.stride))
        let resultShape = shape.dropLast() + [count]
        var classes = Tensor<Int>(unsafeUninitializedShape: Array(resultShape)) { $0.initialize(repeating: 0) }
        var position: Int?
        let probabilities = withUnsafeBufferPointer { x in
            Tensor(unsafeUninitializedShape: Array(resultShape)) { top in
                classes.withUnsafeMutableBufferPointer { classes in
                    withUnsafeTemporaryAllocation(of: Scalar.self, capacity: block * length) { softmax in
                        guard let logits = x.baseAddress, let y = softmax.baseAddress else { return }
                        for start in stride(from: 0, to: rows, by: block) {
                            let end = Swift.min(start + block, rows)
                            RowFunction.softmax(
                                AxisSplit(outer: end - start, length: length, inner: 1), logits + start * length, y)
                            for row in start..<end {
                                let best = UnsafeMutableBufferPointer(
                                    rebasing: classes[row * count..<(row + 1) * count])
                                let own = UnsafeBufferPointer(rebasing: x[row * length..<(row + 1) * length])
                                if let index = selectLargest(own, into: best), position == nil {
                                    position = row * length + index
                                }
                                for (rank, index) in best.enumerated() {
                                    let probability = y[(row - start) * length + index]
                                    top.initializeElement(at: row * count + rank, to: probability)
                                }
                            }
                        }
                    }
                }
            }
        }
        if let position { throw .notANumber(position: position) }
        return (classes, probabilities)
    }
}

/// Fills `best` with the indices of the largest elements, the largest first.
///
/// - Returns: the index of a NaN, if there is one.
private func selectLargest<S: BinaryFloatingPoint>(
    _ row: UnsafeBufferPointer<S>, into best: UnsafeMutableBufferPointer<Int>
) -> Int? {
    var found = 0
    for (index, value) in row.enumerated() {
        if value.isNaN { return index }
        if found == best.count, !(value > row[best[found - 1]]) { continue }
        var place = found < best.count ? found : found - 1
        while place > 0, value > row[best[place - 1]] {
            best[place] = best[place - 1]
            place -= 1
        }
        best[place] = index
        found = min(found + 1, best.count)
    }
    return nil
}
