internal import CKernels

// f(gate) · value over memory, block by block: what lies between the two stays in the first-level cache.

extension GatedUnit {
    /// What holds gate and value before they meet; 1 is added to the value then.
    struct Clamp: Hashable {
        let gate, value: Activation
    }

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
        let streams = Rooms<S>.streams(count) && y != gate && y != value
        runs.forEachBlock(count, of: S.self, rooms: 3, streams: streams) { block in
            let gate = held(block.read(gate, runs, room: 0), by: clamp?.gate, block, room: 0)
            let value = held(block.read(value, runs, room: 1), by: clamp?.value, block, room: 1)
            let results = block.place(y, whole, room: 2)
            if clamp == nil {
                block.gated(activation, gate, value, to: results)
            } else {
                block.apply(activation, gate, to: block[room: 0])
                block.combine(.productWithNext, block[room: 0], value, to: results)
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
        runs.forEachBlock(count, of: S.self, rooms: 7, streams: Rooms<S>.streams(count) && !isInPlace) { block in
            let dy = block.read(dy, .whole(count), room: 0)
            let gate = block.read(gate, runs, room: 1)
            let value = block.read(value, runs, room: 2)
            let heldGate = held(gate, by: clamp?.gate, block, room: 3)
            let heldValue = held(value, by: clamp?.value, block, room: 4)
            let gateGradient = isInPlace ? block[room: 5] : block.place(toGate, runs, room: 5)
            let valueGradient = isInPlace ? block[room: 6] : block.place(toValue, runs, room: 6)

            block.combine(clamp == nil ? .product : .productWithNext, dy, heldValue, to: gateGradient)
            block.gradient(activation, gateGradient, at: heldGate, to: gateGradient)
            block.gated(activation, heldGate, dy, to: valueGradient)
            if let clamp {
                block.gradient(clamp.gate, gateGradient, at: gate, to: gateGradient)
                block.gradient(clamp.value, valueGradient, at: value, to: valueGradient)
            }
            block.finish(gateGradient, toGate, runs)
            block.finish(valueGradient, toValue, runs)
        }
    }

    private func held<S>(
        _ x: UnsafeRawPointer, by clamp: Activation?, _ block: Block<S>, room index: Int
    ) -> UnsafeRawPointer {
        guard let clamp else { return x }
        block.apply(clamp, x, to: block[room: index])
        return UnsafeRawPointer(block[room: index])
    }
}
