internal import CKernels

// Gated units of 16 bits, with what the gate gives from tables. The functions return whether there are some that take less
// time; if not, nothing is written.

extension GatedUnit {
    func forwardLookedUp<S: ActivationScalar>(
        gate: UnsafePointer<S>, value: UnsafePointer<S>, _ runs: Runs, _ y: UnsafeMutablePointer<S>, count: Int
    ) -> Bool {
        guard limit == nil, let half = S._kernels.half?.pointee,
            let values = HalfTable.factors(.floats, of: activation, in: S.self, worth: count)
        else { return false }
        runs.forEachBlock(count, of: S.self, rooms: 2) { block in
            let gate = block.gathered(gate, runs, in: block[room: 0])
            let value = block.gathered(value, runs, in: block[room: 1])
            half.times_looked_up(value, gate, y + block.range.lowerBound, block.range.count, values.floats)
        }
        return true
    }

    func backwardLookedUp<S: ActivationScalar>(
        _ dy: UnsafePointer<S>, gate: UnsafePointer<S>, value: UnsafePointer<S>, _ runs: Runs,
        toGate: UnsafeMutablePointer<S>, toValue: UnsafeMutablePointer<S>, count: Int
    ) -> Bool {
        guard limit == nil, let half = S._kernels.half?.pointee,
            let values = HalfTable.factors(.floats, of: activation, in: S.self, worth: count),
            let slopes = HalfTable.factors(.slopes, of: activation, in: S.self, worth: count)
        else { return false }
        let isFlat = ck_describe(activation.kind).pointee.flat
        runs.forEachBlock(count, of: S.self, rooms: 4) { block in
            let (dy, count) = (dy + block.range.lowerBound, block.range.count)
            let gate = block.gathered(gate, runs, in: block[room: 0])
            let value = block.gathered(value, runs, in: block[room: 1])
            let place = toGate + block.place
            let isInPlace = runs.areContiguous(S.self)
            let gateGradient = isInPlace ? place : block[room: 2].assumingMemoryBound(to: S.self)
            let valueGradient = block[room: 3].assumingMemoryBound(to: S.self)
            half.times_looked_up(dy, gate, valueGradient, count, values.floats)
            half.gradient_looked_up(dy, value, gate, gateGradient, count, slopes.floats, isFlat)
            if !isInPlace { block.scatter(gateGradient, to: place, runs) }
            block.scatter(valueGradient, to: toValue + block.place, runs)
        }
        return true
    }
}
