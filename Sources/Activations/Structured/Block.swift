internal import CKernels

/// Memory in the first-level cache for what blocks become on their way, with the kernels that compute them.
struct Rooms<S: ActivationScalar> {
    fileprivate let start: UnsafeMutableRawPointer
    fileprivate let size: Int
    fileprivate private(set) var streams = false
    /// A room that blocks have beside those they ask for.
    fileprivate let spare: UnsafeMutableRawPointer
    fileprivate let kernels = S._kernels.pointer
    /// How elements come into the type that is computed in, and back, where it is another.
    fileprivate let half = S._kernels.half

    private static var elementSize: Int { S._kernels.half == nil ? MemoryLayout<S>.stride : MemoryLayout<Float>.stride }

    /// Calls `body` with that many rooms of so many elements.
    @inline(__always)
    static func provide(_ count: Int, capacity: Int, _ body: (Rooms) -> Void) {
        let size = (capacity * elementSize + 63) / 64 * 64
        withScratch(byteCount: (count + 1) * size) { start in
            body(Rooms(start: start + size, size: size, spare: start))
        }
    }

    /// Calls `body` with pieces of a range, and with the rooms for their blocks.
    ///
    /// - Parameters:
    ///   - size: the bytes of results that one of the range has.
    ///   - streams: whether results may go past the caches.
    @inline(__always)
    func forEachPiece(of part: Range<Int>, size: Int, streams: Bool, _ body: (Range<Int>, Rooms) -> Void) {
        guard streams else { return body(part, self) }
        Streaming.forEachPiece(of: part, size: size) { piece, streams in
            var rooms = self
            rooms.streams = streams
            body(piece, rooms)
            if streams { ck_stream_end() }
        }
    }
}

/// Some elements on which several kernels work one after the other.
struct Block<S: ActivationScalar> {
    let range: Range<Int>
    /// Where the first of them lies in the runs that the blocks are of.
    let place: Int
    let rooms: Rooms<S>

    /// Elements that a block has at most, 4 KiB as they are computed: few enough for the first-level cache to hold several
    /// blocks.
    static var size: Int { 4096 / max(4, MemoryLayout<S>.stride) }

    @inline(__always)
    init(range: Range<Int>, place: Int, rooms: Rooms<S>) {
        (self.range, self.place, self.rooms) = (range, place, rooms)
    }

    /// A block of what lies in one piece.
    @inline(__always)
    init(range: Range<Int>, rooms: Rooms<S>) { self.init(range: range, place: range.lowerBound, rooms: rooms) }

    @inline(__always)
    subscript(room index: Int) -> UnsafeMutableRawPointer { rooms.start + index * rooms.size }

    // MARK: From memory and back

    /// Where the block lies in a whole tensor, or in runs.
    @inline(__always)
    private func offset(in runs: Runs) -> Int { runs.length == runs.step ? range.lowerBound : place }

    /// The elements in one piece, as they are computed: where they lie, or in a room.
    @inline(__always)
    func read(_ source: UnsafePointer<S>, _ runs: Runs, room index: Int) -> UnsafeRawPointer {
        guard runs.areContiguous(S.self), rooms.half == nil else { return copied(source, runs, room: index) }
        return UnsafeRawPointer(source + offset(in: runs))
    }

    private func copied(_ source: UnsafePointer<S>, _ runs: Runs, room index: Int) -> UnsafeRawPointer {
        let room = self[room: index]
        guard let half = rooms.half else { return UnsafeRawPointer(gathered(source, runs, in: room)) }
        half.pointee.widen(gathered(source, runs, in: rooms.spare), room, range.count)
        return UnsafeRawPointer(room)
    }

    /// The elements in one piece, in their own type: where they lie, or in a room.
    func gathered(_ source: UnsafePointer<S>, _ runs: Runs, in room: UnsafeMutableRawPointer) -> UnsafePointer<S> {
        let source = source + offset(in: runs)
        if runs.areContiguous(S.self) { return source }
        let (length, step, count) = inBytes(runs)
        rooms.kernels.pointee.copy_runs(source, step, room, length, length, count)
        return UnsafePointer(room.assumingMemoryBound(to: S.self))
    }

    /// Elements that `fill` writes, in a room, as they are computed.
    func filled(room index: Int, by fill: (UnsafeMutablePointer<S>) -> Void) -> UnsafeRawPointer {
        let room = self[room: index]
        if let half = rooms.half {
            fill(rooms.spare.assumingMemoryBound(to: S.self))
            half.pointee.widen(rooms.spare, room, range.count)
        } else {
            fill(room.assumingMemoryBound(to: S.self))
        }
        return UnsafeRawPointer(room)
    }

    /// Where results may be written in one piece before they are finished: their own place, or a room.
    @inline(__always)
    func place(_ target: UnsafeMutablePointer<S>, _ runs: Runs, room index: Int) -> UnsafeMutableRawPointer {
        guard runs.areContiguous(S.self), rooms.half == nil else { return self[room: index] }
        let place = target + offset(in: runs)
        return streams(to: place) ? self[room: index] : UnsafeMutableRawPointer(place)
    }

    /// Takes results to their own place, unless they were written there, and rounds them to their own type.
    @inline(__always)
    func finish(_ results: UnsafeMutableRawPointer, _ target: UnsafeMutablePointer<S>, _ runs: Runs) {
        let place = target + offset(in: runs)
        if results != UnsafeMutableRawPointer(place) { copy(results, to: place, runs) }
    }

    private func copy(_ results: UnsafeMutableRawPointer, to place: UnsafeMutablePointer<S>, _ runs: Runs) {
        var results = results
        if let half = rooms.half {
            if runs.areContiguous(S.self), !streams(to: place) {
                return half.pointee.narrow(results, place, range.count)
            }
            half.pointee.narrow(results, rooms.spare, range.count)
            results = rooms.spare
        }
        if runs.areContiguous(S.self), streams(to: place) {
            (rooms.half?.pointee.stream ?? rooms.kernels.pointee.stream)(results, place, range.count)
        } else {
            scatter(results.assumingMemoryBound(to: S.self), to: place, runs)
        }
    }

    /// Takes results of their own type to their place.
    @inline(__always)
    func scatter(_ results: UnsafePointer<S>, to place: UnsafeMutablePointer<S>, _ runs: Runs) {
        if runs.areContiguous(S.self) { return place.update(from: results, count: range.count) }
        let (length, step, count) = inBytes(runs)
        rooms.kernels.pointee.copy_runs(results, length, place, step, length, count)
    }

    /// How many runs a block has, and how they lie in bytes.
    private func inBytes(_ runs: Runs) -> (length: Int, step: Int, count: Int) {
        let size = MemoryLayout<S>.stride
        return (runs.length * size, runs.step * size, range.count / runs.length)
    }

    @inline(__always)
    private func streams(to place: UnsafeMutablePointer<S>) -> Bool {
        rooms.streams && Int(bitPattern: place).isMultiple(of: 64)
    }

    // MARK: Kernels

    /// y = f(x)
    @inline(__always)
    func apply(_ f: Activation, _ x: UnsafeRawPointer, to y: UnsafeMutableRawPointer) {
        f.parameters.withUnsafePointer { rooms.kernels.pointee.forward[Int(f.kind.rawValue)](x, y, range.count, $0) }
    }

    /// out = f(a) b
    @inline(__always)
    func gated(
        _ f: Activation, _ a: UnsafeRawPointer, _ b: UnsafeRawPointer, to out: UnsafeMutableRawPointer
    ) {
        f.parameters.withUnsafePointer { rooms.kernels.pointee.gated[Int(f.kind.rawValue)](a, b, out, range.count, $0) }
    }

    /// dx = dy f′(x)
    @inline(__always)
    func gradient(
        _ f: Activation, _ dy: UnsafeRawPointer, at x: UnsafeRawPointer, to dx: UnsafeMutableRawPointer
    ) {
        f.parameters.withUnsafePointer {
            rooms.kernels.pointee.from_input[Int(f.kind.rawValue)](dy, x, dx, range.count, $0)
        }
    }

    /// The function of each two elements.
    @inline(__always)
    func combine(_ f: PairKind, _ a: UnsafeRawPointer, _ b: UnsafeRawPointer, to out: UnsafeMutableRawPointer) {
        rooms.kernels.pointee.pairs[Int(f.rawValue)](a, b, out, range.count)
    }
}

extension PairKind {
    /// The function of each two elements of a and b, of a type that is computed in; `out` may be one of them.
    @inline(__always)
    func callAsFunction<S: ActivationScalar>(
        _ a: UnsafePointer<S>, _ b: UnsafePointer<S>, _ out: UnsafeMutablePointer<S>, count: Int
    ) {
        S._kernels.pointer.pointee.pairs[Int(rawValue)](a, b, out, count)
    }
}
