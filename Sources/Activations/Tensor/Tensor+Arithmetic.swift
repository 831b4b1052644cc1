// Element by element. Where the shapes differ, one tensor repeats along the leading axes of the other: a row `[n]` or
// `[1, n]` against each row of `[m, n]`, a single number against everything.

extension Tensor where Scalar: AdditiveArithmetic {
    @inlinable
    public static func + (left: Tensor, right: Tensor) throws(ActivationError) -> Tensor {
        try left.combined(with: right, "addition", +)
    }
    @inlinable
    public static func - (left: Tensor, right: Tensor) throws(ActivationError) -> Tensor {
        try left.combined(with: right, "subtraction", -)
    }
    @inlinable public static func + (left: Tensor, right: Scalar) -> Tensor { left.mapped { $0 + right } }
    @inlinable public static func + (left: Scalar, right: Tensor) -> Tensor { right.mapped { left + $0 } }
    @inlinable public static func - (left: Tensor, right: Scalar) -> Tensor { left.mapped { $0 - right } }
    @inlinable public static func - (left: Scalar, right: Tensor) -> Tensor { right.mapped { left - $0 } }

    @inlinable
    public static func += (left: inout Tensor, right: Tensor) throws(ActivationError) {
        try left.combine(with: right, "addition", +)
    }
    @inlinable
    public static func -= (left: inout Tensor, right: Tensor) throws(ActivationError) {
        try left.combine(with: right, "subtraction", -)
    }
    @inlinable public static func += (left: inout Tensor, right: Scalar) { left.update { $0 + right } }
    @inlinable public static func -= (left: inout Tensor, right: Scalar) { left.update { $0 - right } }
}

extension Tensor where Scalar: Numeric {
    @inlinable
    public static func * (left: Tensor, right: Tensor) throws(ActivationError) -> Tensor {
        try left.combined(with: right, "multiplication", *)
    }
    @inlinable public static func * (left: Tensor, right: Scalar) -> Tensor { left.mapped { $0 * right } }
    @inlinable public static func * (left: Scalar, right: Tensor) -> Tensor { right.mapped { left * $0 } }

    @inlinable
    public static func *= (left: inout Tensor, right: Tensor) throws(ActivationError) {
        try left.combine(with: right, "multiplication", *)
    }
    @inlinable public static func *= (left: inout Tensor, right: Scalar) { left.update { $0 * right } }
}

extension Tensor where Scalar: SignedNumeric {
    @inlinable public static prefix func - (operand: Tensor) -> Tensor { operand.mapped { -$0 } }
}

extension Tensor where Scalar: FloatingPoint {
    @inlinable
    public static func / (left: Tensor, right: Tensor) throws(ActivationError) -> Tensor {
        try left.combined(with: right, "division", /)
    }
    @inlinable public static func / (left: Tensor, right: Scalar) -> Tensor { left.mapped { $0 / right } }
    @inlinable public static func / (left: Scalar, right: Tensor) -> Tensor { right.mapped { left / $0 } }

    @inlinable
    public static func /= (left: inout Tensor, right: Tensor) throws(ActivationError) {
        try left.combine(with: right, "division", /)
    }
    @inlinable public static func /= (left: inout Tensor, right: Scalar) { left.update { $0 / right } }
}

// MARK: - How they walk

extension Tensor {
    /// A tensor of the same shape with each element replaced.
    @inlinable
    public func mapped<Result>(_ transform: (Scalar) -> Result) -> Tensor<Result> {
        withUnsafeBufferPointer { source in
            Tensor<Result>(unsafeUninitializedShape: shape) { target in
                for position in source.indices {
                    target.initializeElement(at: position, to: transform(source[position]))
                }
            }
        }
    }

    @inlinable
    mutating func update(_ transform: (Scalar) -> Scalar) {
        withUnsafeMutableBufferPointer { scalars in
            for position in scalars.indices { scalars[position] = transform(scalars[position]) }
        }
    }

    /// Whether this tensor, its leading ones aside, ends the shape of the other and so can repeat over it.
    @inlinable
    func repeats(over other: Tensor) -> Bool {
        let core = shape.drop { $0 == 1 }
        return other.shape.suffix(core.count).elementsEqual(core)
    }

    @inlinable
    func combined(
        with other: Tensor, _ operation: String, _ combine: (Scalar, Scalar) -> Scalar
    ) throws(ActivationError) -> Tensor {
        let otherRepeats = other.repeats(over: self)
        guard otherRepeats || repeats(over: other) else {
            throw .shapeMismatch(operation: operation, shape, other.shape)
        }
        let whole = otherRepeats ? shape : other.shape
        let leadingOnes = [Int](repeating: 1, count: max(rank, other.rank) - whole.count)
        return withUnsafeBufferPointer { left in
            other.withUnsafeBufferPointer { right in
                Tensor(unsafeUninitializedShape: leadingOnes + whole) { target in
                    guard !target.isEmpty else { return }
                    let period = min(left.count, right.count)
                    let (leftStep, rightStep) = (left.count == period ? 0 : 1, right.count == period ? 0 : 1)
                    for start in stride(from: 0, to: target.count, by: period) {
                        let (leftStart, rightStart) = (start * leftStep, start * rightStep)
                        for position in 0..<period {
                            let scalar = combine(left[leftStart + position], right[rightStart + position])
                            target.initializeElement(at: start + position, to: scalar)
                        }
                    }
                }
            }
        }
    }

    /// In place, so the other has to repeat over this one and can't widen it.
    @inlinable
    mutating func combine(
        with other: Tensor, _ operation: String, _ combine: (Scalar, Scalar) -> Scalar
    ) throws(ActivationError) {
        guard other.rank <= rank, other.repeats(over: self) else {
            throw .shapeMismatch(operation: operation, shape, other.shape)
        }
        withUnsafeMutableBufferPointer { target in
            other.withUnsafeBufferPointer { right in
                guard !target.isEmpty else { return }
                for start in stride(from: 0, to: target.count, by: right.count) {
                    for position in right.indices {
                        target[start + position] = combine(target[start + position], right[position])
                    }
                }
            }
        }
    }
}
