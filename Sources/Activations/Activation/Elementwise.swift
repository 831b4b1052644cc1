internal import CKernels

// Elementwise functions over contiguous storage. Vectors may lie at any address; an output is an input or disjoint from
// it. Where the type has 16 bits, what waits for memory is computed with the conversions in the loop; other functions are
// looked up, or computed on widened blocks where that is quicker, and as long as a table would cost more.

extension Activation {
    /// y = f(x)
    @usableFromInline
    @specialized(where S == Float)
    @specialized(where S == Double)
    @specialized(where S == Float16)
    @specialized(where S == BFloat16)
    func forward<S: ActivationScalar>(_ x: UnsafePointer<S>, _ y: UnsafeMutablePointer<S>, count: Int) {
        if S._kernels.half != nil { return CollectionOfOne(self).forward(x, y, count: count) }
        let kernel = S._kernels.pointer.pointee.forward[Int(kind.rawValue)]
        Operands(a: x, b: x, output: y, count: count).walk { x, _, y, count in
            parameters.withUnsafePointer { kernel(x, y, count, $0) }
        }
    }

    /// dx = dy f′(x)
    @specialized(where S == Float)
    @specialized(where S == Double)
    @specialized(where S == Float16)
    @specialized(where S == BFloat16)
    func backward<S: ActivationScalar>(
        _ dy: UnsafePointer<S>, _ x: UnsafePointer<S>, _ dx: UnsafeMutablePointer<S>, count: Int
    ) {
        let operands = Operands(a: dy, b: x, output: dx, count: count)
        let kernel = S._kernels.pointer.pointee.from_input[Int(kind.rawValue)]
        guard let half = S._kernels.half?.pointee else {
            return operands.walk { backward(kernel, $0, $1, $2, $3) }
        }
        if let direct = half.from_input[Int(kind.rawValue)] {
            operands.walk { backward(direct, $0, $1, $2, $3) }
        } else if let table = HalfTable.factors(.slopes, of: self, in: S.self, worth: count) {
            let isFlat = ck_describe(kind).pointee.flat
            table.forEachPiece(of: operands) { piece, isLookedUp in
                if isLookedUp {
                    piece.walk { half.gradient_looked_up($0, nil, $1, $2, $3, table.floats, isFlat) }
                } else {
                    piece.walkWidened(half) { backward(kernel, $0, $1, $2, $3) }
                }
            }
        } else {
            operands.walkWidened(half) { backward(kernel, $0, $1, $2, $3) }
        }
    }

    /// dx = dy f′ from y = f(x).
    ///
    /// - Returns: Whether y determines f′; if not, nothing is written.
    @specialized(where S == Float)
    @specialized(where S == Double)
    @specialized(where S == Float16)
    @specialized(where S == BFloat16)
    func backwardFromOutput<S: ActivationScalar>(
        _ dy: UnsafePointer<S>, _ y: UnsafePointer<S>, _ dx: UnsafeMutablePointer<S>, count: Int
    ) -> Bool {
        let kernels = S._kernels.half?.pointee.from_output ?? S._kernels.pointer.pointee.from_output
        guard let kernel = kernels[Int(kind.rawValue)] else { return false }
        Operands(a: dy, b: y, output: dx, count: count).walk { backward(kernel, $0, $1, $2, $3) }
        return true
    }

    @inline(__always)
    private func backward(
        _ kernel: ck_gradient, _ dy: UnsafeRawPointer, _ read: UnsafeRawPointer, _ dx: UnsafeMutableRawPointer,
        _ count: Int
    ) {
        parameters.withUnsafePointer { kernel(dy, read, dx, count, $0) }
    }
}

extension Collection<Activation> {
    /// y = the stages one after the other on x, block by block, so that memory is read and written once.
    @specialized(where Self == [Activation], S == Float)
    @specialized(where Self == [Activation], S == Double)
    @specialized(where Self == [Activation], S == Float16)
    @specialized(where Self == [Activation], S == BFloat16)
    func forward<S: ActivationScalar>(_ x: UnsafePointer<S>, _ y: UnsafeMutablePointer<S>, count: Int) {
        let operands = Operands(a: x, b: x, output: y, count: count)
        let kernels = S._kernels.pointer
        guard let half = S._kernels.half?.pointee else {
            return operands.walk(blockwise: self.count > 1) { x, _, y, count in
                apply(kernels, x, y, count)
            }
        }
        if self.count == 1, let stage = first, let direct = half.forward[Int(stage.kind.rawValue)] {
            operands.walk { x, _, y, count in
                stage.parameters.withUnsafePointer { direct(x, y, count, $0) }
            }
        } else if let table = HalfTable.values(of: self, in: S.self, worth: count) {
            table.forEachPiece(of: operands) { piece, isLookedUp in
                if isLookedUp {
                    piece.walk { x, _, y, count in half.look_up(x, y, count, table.values) }
                } else {
                    forwardWidened(piece, half)
                }
            }
        } else {
            forwardWidened(operands, half)
        }
    }

    /// The same for a type of 16 bits, without a table.
    func forwardWidened<S: ActivationScalar>(_ operands: Operands<S>, _ half: ck_half) {
        let kernels = S._kernels.pointer
        operands.walkWidened(half) { x, _, y, count in apply(kernels, x, y, count) }
    }

    @inline(__always)
    private func apply(
        _ kernels: UnsafePointer<ck_kernels>, _ x: UnsafeRawPointer, _ y: UnsafeMutableRawPointer, _ count: Int
    ) {
        var source = x
        for stage in self {
            let kernel = kernels.pointee.forward[Int(stage.kind.rawValue)]
            stage.parameters.withUnsafePointer { kernel(source, y, count, $0) }
            source = UnsafeRawPointer(y)
        }
    }
}
