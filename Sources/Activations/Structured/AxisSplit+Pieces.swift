extension AxisSplit {
    /// The split of a shape along an axis that divides into that many equal pieces.
    init(_ shape: [Int], axis: Int, pieces: Int) throws(ActivationError) {
        try self.init(shape, axis: axis)
        guard length.isMultiple(of: pieces) else {
            throw .indivisibleAxis(axis: axis, length: length, pieces: pieces)
        }
    }
}

/// The shape with that many elements along an axis of its; a negative axis counts from the back.
func shape(_ shape: [Int], with length: Int, alongAxis axis: Int) -> [Int] {
    var shape = shape
    shape[axis < 0 ? axis + shape.count : axis] = length
    return shape
}
