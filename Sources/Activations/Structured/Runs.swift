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

    /// Runs at least that long are taken as they lie, shorter ones are copied to where they make up a block.
    private static let short = 256

    /// Whether each block lies in one piece.
    var areContiguous: Bool { length >= Self.short || length == step }

    /// Calls `body` with the blocks of `count` elements, on as many threads as they are worth.
    ///
    /// - Parameters:
    ///   - rooms: how many a block needs.
    ///   - streams: whether outputs are so large that they may go past the caches.
    @inline(__always)
    func forEachBlock<S>(
        _ count: Int, of _: S.Type, rooms: Int, streams: Bool = false, _ body: (Block<S>) -> Void
    ) {
        let size = Block<S>.size
        if count <= min(length, size) {
            guard count > 0 else { return }
            return withStandardFloatingPoint {
                Rooms.provide(rooms, capacity: count) { body(Block(range: 0..<count, rooms: $0)) }
            }
        }
        Threads.split(count, threads: Threads.worth(count, grain: 128 * size), alignment: size) { part, _ in
            withStandardFloatingPoint {
                Rooms.provide(rooms, capacity: min(size, part.count)) { rooms in
                    rooms.forEachPiece(of: part, size: MemoryLayout<S>.stride, streams: streams) { piece, rooms in
                        forEachRange(in: piece, atMost: size) { body(Block(range: $0, rooms: rooms)) }
                    }
                }
            }
        }
    }

    /// Calls `body` with ranges that are blocks; where runs are long, none goes beyond one.
    @inline(__always)
    private func forEachRange(in part: Range<Int>, atMost limit: Int, _ body: (Range<Int>) -> Void) {
        // Pieces of a run are equally long: a short last one would take as much time as a long one.
        // They are whole lines of the cache.
        let pieces = max(1, (length + limit - 1) / limit)
        let share = (length + pieces - 1) / pieces
        let (size, boundary) = length < Self.short ? (limit, Int.max) : ((share + 63) / 64 * 64, length)
        var start = part.lowerBound
        while start < part.upperBound {
            let end = min(start + min(size, boundary - start % boundary), part.upperBound)
            body(start..<end)
            start = end
        }
    }

    @inline(__always)
    func place(of element: Int) -> Int {
        element < length ? element : element / length * step + element % length
    }

    /// Calls `body` with each piece of a run in a range: its place, its offset in the range and its length.
    @inline(__always)
    func forEachPiece(of range: Range<Int>, _ body: (_ place: Int, _ offset: Int, _ count: Int) -> Void) {
        var (run, start) = range.lowerBound.quotientAndRemainder(dividingBy: length)
        var offset = 0
        while offset < range.count {
            let count = min(length - start, range.count - offset)
            body(run * step + start, offset, count)
            offset += count
            start = 0
            run += 1
        }
    }
}
