internal import CKernels

// f(gate) · value over memory, block by block: what lies between the two stays in the first-level cache.

extension GatedUnit {
    /// What holds gate and value before they meet; 1 is added to the value then.
    struct Clamp: Hashable {
        let gate, value: Activation
    }

    private var combine: PairKind { clamp == nil ? .product : .productWithNext }

    /// y = f(gate) · value. y overlaps neither, or is one of them that is contiguous.
    ///
    /// - Parameter runs: how gate and value lie.
    @specialized(where S == Float)
    @specialized(where S == Double)
    func forward<S: ActivationScalar>(
        gate: UnsafePointer<S>, value: UnsafePointer<S>, _ runs: Runs, _ y: UnsafeMutablePointer<S>, count: Int
    ) {
        let streams = activation.isMemoryBound && Walk<S>.isLarge(count) && y != gate && y != value
        Walk<S>.over(count, output: y, streams: streams) { part, target in
            Rooms<S>.provide(2) { rooms in
                runs.forEachBlock(in: part) { block in
                    let count = block.count
                    let gate = held(runs.read(gate, block, rooms[0]), by: clamp?.gate, rooms[0], count)
                    activation.forward(gate, rooms[0], count: count)
                    let value = held(runs.read(value, block, rooms[1]), by: clamp?.value, rooms[1], count)
                    combine(UnsafePointer(rooms[0]), value, target + (block.lowerBound - part.lowerBound), count: count)
                }
            }
        }
    }

    /// The gradients with respect to gate and value. Each overlaps nothing, or is one of the inputs.
    ///
    /// - Parameter runs: how gate and value lie, and their gradients.
    @specialized(where S == Float)
    @specialized(where S == Double)
    func backward<S: ActivationScalar>(
        _ dy: UnsafePointer<S>, gate: UnsafePointer<S>, value: UnsafePointer<S>, _ runs: Runs,
        toGate: UnsafeMutablePointer<S>, toValue: UnsafeMutablePointer<S>, count: Int
    ) {
        Walk<S>.over(count, output: toGate, streams: false) { part, _ in
            Rooms<S>.provide(6) { rooms in
                runs.forEachBlock(in: part) { block in
                    let (count, dy) = (block.count, dy + block.lowerBound)
                    let gate = runs.read(gate, block, rooms[0])
                    let value = runs.read(value, block, rooms[1])
                    let heldGate = held(gate, by: clamp?.gate, rooms[2], count)
                    let heldValue = held(value, by: clamp?.value, rooms[3], count)
                    let (dGate, dValue) = (rooms[4], rooms[5])

                    combine(dy, heldValue, dGate, count: count)
                    activation.backward(UnsafePointer(dGate), heldGate, dGate, count: count)
                    clamp?.gate.backward(UnsafePointer(dGate), gate, dGate, count: count)

                    activation.forward(heldGate, dValue, count: count)
                    PairKind.product(UnsafePointer(dValue), dy, dValue, count: count)
                    clamp?.value.backward(UnsafePointer(dValue), value, dValue, count: count)

                    runs.finish(dGate, block, toGate)
                    runs.finish(dValue, block, toValue)
                }
            }
        }
    }

    private func held<S: ActivationScalar>(
        _ x: UnsafePointer<S>, by clamp: Activation?, _ room: UnsafeMutablePointer<S>, _ count: Int
    ) -> UnsafePointer<S> {
        guard let clamp else { return x }
        clamp.forward(x, room, count: count)
        return UnsafePointer(room)
    }
}
