internal import CKernels

// f(gate) · value over memory, block by block: what lies between the two stays in the first-level cache.

extension GatedUnit {
    /// y = f(gate) · value. y overlaps neither, or is one of them as a whole.
    ///
    /// - Parameter runs: how gate and value lie.
    @specialized(where S == Float)
    @specialized(where S == Double)
    @specialized(where S == Float16)
    @specialized(where S == BFloat16)
    func forward<S: ActivationScalar>(
        gate: UnsafePointer<S>, value: UnsafePointer<S>, _ runs: Runs, _ y: UnsafeMutablePointer<S>, count: Int
    ) {
        if !activation.isMemoryBound, forwardLookedUp(gate: gate, value: value, runs, y, count: count) { return }
        let whole = Runs.whole(count)
        let streams = Walk<S>.isLarge(count) && y != gate && y != value
        runs.forEachBlock(count, of: S.self, rooms: 3, streams: streams) { block in
            let gate = block.read(gate, runs, room: 0)
            let value = block.read(value, runs, room: 1)
            let results = block.place(y, whole, room: 2)
            if let limit {
                block.apply(gateClamp(limit), gate, to: block[room: 0])
                block.apply(valueClamp(limit), value, to: block[room: 1])
                block.apply(activation, block[room: 0], to: block[room: 0])
                block.combine(.productWithNext, block[room: 0], block[room: 1], to: results)
            } else {
                block.gated(activation, gate, value, to: results)
            }
            block.finish(results, y, whole)
        }
    }

    /// The gradients with respect to gate and value. Each overlaps nothing, or is one of the inputs.
    ///
    /// - Parameter runs: how gate and value lie, and their gradients.
    @specialized(where S == Float)
    @specialized(where S == Double)
    @specialized(where S == Float16)
    @specialized(where S == BFloat16)
    func backward<S: ActivationScalar>(
        _ dy: UnsafePointer<S>, gate: UnsafePointer<S>, value: UnsafePointer<S>, _ runs: Runs,
        toGate: UnsafeMutablePointer<S>, toValue: UnsafeMutablePointer<S>, count: Int
    ) {
        if !activation.isMemoryBound,
            backwardLookedUp(dy, gate: gate, value: value, runs, toGate: toGate, toValue: toValue, count: count)
        {
            return
        }
        func isInput(_ memory: UnsafeMutablePointer<S>) -> Bool { memory == dy || memory == gate || memory == value }
        let isInPlace = isInput(toGate) || isInput(toValue)
        runs.forEachBlock(count, of: S.self, rooms: 7, streams: Walk<S>.isLarge(count) && !isInPlace) { block in
            let dy = block.read(dy, .whole(count), room: 0)
            let gate = block.read(gate, runs, room: 1)
            let value = block.read(value, runs, room: 2)
            let gateGradient = isInPlace ? block[room: 3] : block.place(toGate, runs, room: 3)
            let valueGradient = isInPlace ? block[room: 4] : block.place(toValue, runs, room: 4)
            if let limit {
                let (heldGate, heldValue) = (block[room: 5], block[room: 6])
                block.apply(gateClamp(limit), gate, to: heldGate)
                block.apply(valueClamp(limit), value, to: heldValue)
                block.combine(.productWithNext, dy, heldValue, to: gateGradient)
                block.gradient(activation, gateGradient, at: heldGate, to: gateGradient)
                block.gated(activation, heldGate, dy, to: valueGradient)
                block.gradient(gateClamp(limit), gateGradient, at: gate, to: gateGradient)
                block.gradient(valueClamp(limit), valueGradient, at: value, to: valueGradient)
            } else {
                block.combine(.product, dy, value, to: gateGradient)
                block.gradient(activation, gateGradient, at: gate, to: gateGradient)
                block.gated(activation, gate, dy, to: valueGradient)
            }
            block.finish(gateGradient, toGate, runs)
            block.finish(valueGradient, toValue, runs)
        }
    }

    /// The gate is held at most at the limit, the value within it.
    private func gateClamp(_ limit: Double) -> Activation { Activation(.hardTanh, ParameterValues(-.infinity, limit)) }
    private func valueClamp(_ limit: Double) -> Activation { Activation(.hardTanh, ParameterValues(-limit, limit)) }
}
