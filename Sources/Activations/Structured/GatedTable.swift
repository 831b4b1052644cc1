internal import CKernels

// Gated units of 16 bits, with what the gate gives from tables. The functions return whether there are some that take less
// time; if not, nothing is written.

extension GatedUnit {
    func forwardLookedUp<S: ActivationScalar>(
        gate: UnsafePointer<S>, value: UnsafePointer<S>, _ runs: Runs, _ y: UnsafeMutablePointer<S>, count: Int
    ) -> Bool {
        guard limit == nil, runs.areContiguous, let half = S._kernels.half?.pointee,
            let values = HalfTable.factors(.floats, of: activation, in: S.self, worth: count)
        else { return false }
        runs.forEachBlock(count, of: S.self, rooms: 0) { block in
            let (start, place) = (block.range.lowerBound, runs.place(of: block.range.lowerBound))
            half.times_looked_up(value + place, gate + place, y + start, block.range.count, values.floats)
        }
        return true
    }

    func backwardLookedUp<S: ActivationScalar>(
        _ dy: UnsafePointer<S>, gate: UnsafePointer<S>, value: UnsafePointer<S>, _ runs: Runs,
        toGate: UnsafeMutablePointer<S>, toValue: UnsafeMutablePointer<S>, count: Int
    ) -> Bool {
        guard limit == nil, runs.areContiguous, let half = S._kernels.half?.pointee,
            let values = HalfTable.factors(.floats, of: activation, in: S.self, worth: count),
            let slopes = HalfTable.factors(.slopes, of: activation, in: S.self, worth: count)
        else { return false }
        let isFlat = ck_describe(activation.kind).pointee.flat
        runs.forEachBlock(count, of: S.self, rooms: 1) { block in
            let (start, place) = (block.range.lowerBound, runs.place(of: block.range.lowerBound))
            let (dy, gate, count) = (dy + start, gate + place, block.range.count)
            let valueGradient = block[room: 0].assumingMemoryBound(to: S.self)
            half.times_looked_up(dy, gate, valueGradient, count, values.floats)
            half.gradient_looked_up(dy, value + place, gate, toGate + place, count, slopes.floats, isFlat)
            (toValue + place).update(from: valueGradient, count: count)
        }
        return true
    }
}
