internal import CKernels

/// Where a part of a tensor lies: in runs of neighbouring elements, each so many elements after the one before.
///
/// The halves of a tensor along an axis are such parts, and so is a tensor as a whole.
struct Runs {
    let length, step: Int

    /// All of a tensor of that many elements.
    static func whole(_ count: Int) -> Runs { Runs(length: count, step: count) }

    /// The first half along an axis; the second lies `length` elements further on.
    static func half(_ split: AxisSplit) -> Runs {
        Runs(length: split.length / 2 * split.inner, step: split.length * split.inner)
    }

    /// Elements that a block has at most: few enough for the first-level cache to hold several blocks.
    static let block = 1024
    /// Runs at least that long are taken as they lie, shorter ones are copied to where they make up a block.
    private static let short = 256

    private var isContiguous: Bool { length >= Self.short || length == step }

    /// Calls `body` with the blocks of a range, on this thread. Blocks of long runs stay within a run.
    @inline(__always)
    func forEachBlock(in part: Range<Int>, _ body: (Range<Int>) -> Void) {
        guard !part.isEmpty else { return }
        guard length >= Self.short else {
            for start in stride(from: part.lowerBound, to: part.upperBound, by: Self.block) {
                body(start..<min(start + Self.block, part.upperBound))
            }
            return
        }
        let blocks = (length + Self.block - 1) / Self.block
        let size = (length + blocks - 1) / blocks
        var start = part.lowerBound
        while start < part.upperBound {
            let left = length - start % length
            let end = min(start + min(size, left), part.upperBound)
            body(start..<end)
            start = end
        }
    }

    /// The elements of a block in one piece: where they lie, or copied to `room`.
    @inline(__always)
    func read<S>(
        _ source: UnsafePointer<S>, _ block: Range<Int>, _ room: UnsafeMutablePointer<S>
    ) -> UnsafePointer<S> {
        guard !isContiguous else { return source + place(of: block.lowerBound) }
        forEachPiece(of: block) { place, offset, count in
            for index in 0..<count { room[offset + index] = source[place + index] }
        }
        return UnsafePointer(room)
    }

    /// Where the results of a block may be written in one piece: their own place, or `room`, from which `finish` takes them.
    @inline(__always)
    func place<S>(
        _ target: UnsafeMutablePointer<S>, _ block: Range<Int>, _ room: UnsafeMutablePointer<S>
    ) -> UnsafeMutablePointer<S> {
        isContiguous ? target + place(of: block.lowerBound) : room
    }

    /// Takes the results of a block to their own place, unless they were written there.
    @inline(__always)
    func finish<S>(_ results: UnsafeMutablePointer<S>, _ block: Range<Int>, _ target: UnsafeMutablePointer<S>) {
        if isContiguous {
            let place = target + place(of: block.lowerBound)
            if place != results { place.update(from: results, count: block.count) }
        } else {
            forEachPiece(of: block) { place, offset, count in
                for index in 0..<count { target[place + index] = results[offset + index] }
            }
        }
    }

    private func place(of element: Int) -> Int { element / length * step + element % length }

    /// Calls `body` with each piece of a run in a block: its place, its offset in the block and its length.
    @inline(__always)
    private func forEachPiece(of block: Range<Int>, _ body: (_ place: Int, _ offset: Int, _ count: Int) -> Void) {
        var (run, start) = block.lowerBound.quotientAndRemainder(dividingBy: length)
        var offset = 0
        while offset < block.count {
            let count = min(length - start, block.count - offset)
            body(run * step + start, offset, count)
            offset += count
            start = 0
            run += 1
        }
    }
}

/// Memory in the first-level cache for what a block becomes on its way.
struct Rooms<S: ActivationScalar> {
    private let start: UnsafeMutablePointer<S>

    /// Calls `body` with that many rooms, each for a block.
    @inline(__always)
    static func provide(_ count: Int, _ body: (Rooms) -> Void) {
        withUnsafeTemporaryAllocation(byteCount: count * Runs.block * MemoryLayout<S>.stride, alignment: 64) { memory in
            guard let start = memory.bindMemory(to: S.self).baseAddress else { return }
            body(Rooms(start: start))
        }
    }

    subscript(index: Int) -> UnsafeMutablePointer<S> { start + index * Runs.block }
}

extension PairKind {
    /// The function of each two elements of a and b, which may overlap `out` where they are the same memory.
    @inline(__always)
    func callAsFunction<S: ActivationScalar>(
        _ a: UnsafePointer<S>, _ b: UnsafePointer<S>, _ out: UnsafeMutablePointer<S>, count: Int
    ) {
        S._kernels.pointer.pointee.pairs[Int(rawValue)](a, b, out, count)
    }
}
