/// Which element of a mask belongs to each element of a row.
struct MaskPlan: Sendable {
    /// The lengths of the input's axes, and how far the mask moves along each: 0 where it repeats.
    private let lengths, steps: [Int]
    private let axis: Int

    /// - Throws: `ActivationError.shapeMismatch` when the mask does not repeat to the shape.
    init(mask: [Int], to shape: [Int], axis: Int) throws(ActivationError) {
        guard mask.count <= shape.count else { throw .shapeMismatch(operation: "a mask", shape, mask) }
        var (steps, step) = ([Int](repeating: 0, count: shape.count), 1)
        for (place, length) in zip(shape.indices.reversed(), mask.reversed()) {
            guard length == shape[place] || length == 1 else { throw .shapeMismatch(operation: "a mask", shape, mask) }
            steps[place] = length == 1 ? 0 : step
            step *= length
        }
        (lengths, self.steps, self.axis) = (shape, steps, axis)
    }

    /// How far the mask moves along the row.
    var step: Int { steps[axis] }

    /// The mask's element at the begin of a row, rows being counted over the other axes.
    func start(row: Int) -> Int {
        var (rest, place) = (row, 0)
        for index in lengths.indices.reversed() where index != axis {
            place += rest % lengths[index] * steps[index]
            rest /= lengths[index]
        }
        return place
    }
}
