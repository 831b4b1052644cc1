/// Where a part of a tensor lies: in runs of neighbouring elements, each so many elements after the one before.
///
/// The halves of a tensor along an axis are such parts, and so is a tensor as a whole.
struct Runs {
    let length, step: Int

    /// All of a tensor of that many elements.
    static func whole(_ count: Int) -> Runs { Runs(length: count, step: count) }

    /// The first half along an axis; the second lies `length` elements further on.
    static func half(_ split: AxisSplit) -> Runs {
        let length = split.length / 2 * split.inner
        return split.outer == 1 ? .whole(length) : Runs(length: length, step: 2 * length)
    }

    /// Runs of so many bytes are taken as they lie, shorter ones are copied to where they make up a block.
    private static let long = 512

    @inline(__always)
    private func areShort<S>(_: S.Type) -> Bool { length < Self.long / MemoryLayout<S>.stride }

    /// Whether each block lies in one piece.
    @inline(__always)
    func areContiguous<S>(_: S.Type) -> Bool { length == step || !areShort(S.self) }

    /// Calls `body` with the blocks of `count` elements, on as many threads as they are worth.
    ///
    /// - Parameters:
    ///   - rooms: how many a block needs.
    ///   - streams: whether outputs are so large that they may go past the caches.
    @inline(__always)
    func forEachBlock<S>(
        _ count: Int, of _: S.Type, rooms: Int, streams: Bool = false, _ body: (Block<S>) -> Void
    ) {
        let limit = Block<S>.size
        if count <= min(length, limit) {
            guard count > 0 else { return }
            return withStandardFloatingPoint {
                Rooms.provide(rooms, capacity: count) { body(Block(range: 0..<count, rooms: $0)) }
            }
        }
        // Short runs are not divided. Fewer make up a block that has many rooms: all lie in the first-level cache.
        let areShort = areShort(S.self)
        let unit = areShort ? length : 1
        let units = areShort ? min(limit, 4 * limit / (rooms + 1)) / length : limit
        Threads.split(count / unit, threads: Threads.worth(count, grain: 128 * limit), alignment: units) { part, _ in
            withStandardFloatingPoint {
                Rooms.provide(rooms, capacity: min(units, part.count) * unit) { rooms in
                    // Apart from the other way, whose blocks are taken without a call.
                    if streams { return forEachStreamedBlock(in: part, of: unit, size: units, rooms, body) }
                    forEachBlock(in: part, of: unit, size: units, rooms, body)
                }
            }
        }
    }

    /// Calls `body` with the blocks of a range of such units, and of a size.
    @inline(__always)
    private func forEachBlock<S>(
        in part: Range<Int>, of unit: Int, size: Int, _ rooms: Rooms<S>, _ body: (Block<S>) -> Void
    ) {
        let range = part.lowerBound * unit..<part.upperBound * unit
        forEachRange(in: range, atMost: size * unit, wholeRuns: areShort(S.self)) {
            body(Block(range: $0, place: $1, rooms: rooms))
        }
    }

    @inline(never)
    private func forEachStreamedBlock<S>(
        in part: Range<Int>, of unit: Int, size: Int, _ rooms: Rooms<S>, _ body: (Block<S>) -> Void
    ) {
        rooms.forEachPiece(of: part, size: MemoryLayout<S>.stride * unit, streams: true) { piece, rooms in
            forEachBlock(in: piece, of: unit, size: size, rooms, body)
        }
    }

    /// Calls `body` with ranges that are blocks, and with the places where they begin: of whole runs, or of a piece of one.
    @inline(__always)
    private func forEachRange(
        in part: Range<Int>, atMost limit: Int, wholeRuns: Bool, _ body: (Range<Int>, _ place: Int) -> Void
    ) {
        // Pieces of a run are equally long: a short last one would take as much time as a long one.
        // They are whole lines of the cache.
        let pieces = (length + limit - 1) / limit
        let share = (length + pieces - 1) / pieces
        let (size, stretch) = wholeRuns ? (limit, limit) : ((share + 63) / 64 * 64, length)
        var (place, offset) = part.lowerBound.quotientAndRemainder(dividingBy: length)
        place *= step
        var start = part.lowerBound
        while start < part.upperBound {
            let end = min(start + min(size, stretch - offset), part.upperBound)
            body(start..<end, place + offset)
            offset += end - start
            start = end
            if offset == stretch {
                place += stretch / length * step
                offset = 0
            }
        }
    }
}
