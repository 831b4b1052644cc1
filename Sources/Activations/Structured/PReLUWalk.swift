internal import CKernels

/// PReLU over memory.
///
/// The elements are rows of one or more whole samples, a sample being all channels, and rows are cut into panels.
/// Columns of a panel have the same slope in each row, so the slopes are laid out once, and each column has one sum
/// for its slope.
struct PReLU {
    let count, channels: Int
    private let inner: Int
    private let row, rows: Int
    /// The columns of a panel are whole channels, or one of the pieces of a channel that is too long for that.
    private let panel, panels, pieces: Int

    /// The columns of a panel are at most so many.
    private static var width: Int { Block<Float>.size }
    /// How many rows go into one sum.
    private static var height: Int { 128 }

    /// - Parameter slopes: one, or as many as the axis has elements.
    init(_ split: AxisSplit, slopes: Int) {
        count = split.count
        (channels, inner) = slopes == 1 ? (1, count) : (split.length, split.inner)
        let width = Self.width
        if count <= width {
            (row, rows, panel, panels, pieces) = (count, 1, count, 1, 1)
            return
        }
        let sample = channels * inner
        row = sample < width ? width / sample * sample : sample
        rows = (count - 1) / row + 1
        pieces = (inner - 1) / width + 1
        panel = inner < width ? min(row, width / inner * inner) : width
        panels = inner < width ? (row - 1) / panel + 1 : channels * pieces
    }

    /// - Parameter axis: the second unless given, or the only one; with one slope there need not be any.
    init(_ shape: [Int], axis: Int?, slopes: Int) throws(ActivationError) {
        if slopes == 1, axis == nil {
            self.init(AxisSplit(outer: 1, length: 1, inner: shape.reduce(1, *)), slopes: 1)
            return
        }
        let axis = axis ?? (shape.count == 1 ? -1 : 1)
        let split = try AxisSplit(shape, axis: axis)
        guard slopes == 1 || slopes == split.length else {
            throw .slopeCountMismatch(slopes, axis: axis, length: split.length)
        }
        self.init(split, slopes: slopes)
    }

    // MARK: Rows and panels

    private var chunks: Int { (rows + Self.height - 1) / Self.height }

    /// The columns of a panel.
    private func columns(_ index: Int) -> Range<Int> {
        guard inner >= Self.width else { return index * panel..<min((index + 1) * panel, row) }
        let (channel, piece) = index.quotientAndRemainder(dividingBy: pieces)
        return channel * inner + piece * panel..<channel * inner + min((piece + 1) * panel, inner)
    }

    /// Calls `body` for each panel of some rows, on any thread: with the number of both, the panel's columns, and rooms.
    ///
    /// - Parameter streams: whether outputs are so large that they may go past the caches.
    private func forEachPanel<S: ActivationScalar>(
        _: S.Type, rooms: Int, streams: Bool,
        _ body: (_ chunk: Int, _ panel: Int, _ columns: Range<Int>, _ rooms: Rooms<S>) -> Void
    ) {
        let tasks = chunks * panels
        let threads = Threads.worth(count, grain: 128 * Self.width)
        let size = Self.height * panel * MemoryLayout<S>.stride
        Threads.split(tasks, threads: min(threads, tasks)) { part, _ in
            withStandardFloatingPoint {
                Rooms<S>.provide(rooms, capacity: panel) { rooms in
                    rooms.forEachPiece(of: part, size: size, streams: streams) { tasks, rooms in
                        for task in tasks {
                            let (chunk, panel) = task.quotientAndRemainder(dividingBy: panels)
                            body(chunk, panel, columns(panel), rooms)
                        }
                    }
                }
            }
        }
    }

    /// Calls `body` with what each row of a chunk has in those columns.
    private func forEachRow(_ chunk: Int, _ columns: Range<Int>, _ body: (Range<Int>) -> Void) {
        for index in chunk * Self.height..<min((chunk + 1) * Self.height, rows) {
            let start = index * row + columns.lowerBound
            let end = min(index * row + columns.upperBound, count)
            if start < end { body(start..<end) }
        }
    }

    /// Calls `body` with the columns of each channel, one run after the other.
    private func forEachRun(_ columns: Range<Int>, _ body: (_ channel: Int, _ columns: Range<Int>) -> Void) {
        var (channel, start) = (columns.lowerBound / inner % channels, columns.lowerBound)
        var left = inner - start % inner
        while start < columns.upperBound {
            let end = min(start + left, columns.upperBound)
            body(channel, start..<end)
            (start, left) = (end, inner)
            channel = channel + 1 == channels ? 0 : channel + 1
        }
    }

    /// The slope of each column, laid out in a room unless they already lie so.
    private func slopes<S>(
        _ slopes: UnsafePointer<S>, of columns: Range<Int>, _ rooms: Rooms<S>
    ) -> UnsafeRawPointer {
        let block = Block(range: columns, rooms: rooms)
        if inner == 1, columns.upperBound <= channels { return block.read(slopes, .whole(channels), room: 0) }
        return block.filled(room: 0) { room in
            // Columns that are several samples begin with the first: the others are copies.
            var filled = min(channels * inner, columns.count)
            if inner == 1 {
                room.update(from: slopes, count: filled)
            } else {
                forEachRun(columns.prefix(filled)) { channel, run in
                    (room + (run.lowerBound - columns.lowerBound)).update(repeating: slopes[channel], count: run.count)
                }
            }
            while filled < columns.count {
                let count = min(filled, columns.count - filled)
                (room + filled).update(from: room, count: count)
                filled += count
            }
        }
    }

    // MARK: Values and gradients

    /// y is x or overlaps nothing.
    @specialized(where S == Float)
    @specialized(where S == Double)
    @specialized(where S == Float16)
    @specialized(where S == BFloat16)
    func forward<S: ActivationScalar>(
        _ x: UnsafePointer<S>, slopes: UnsafePointer<S>, _ y: UnsafeMutablePointer<S>
    ) {
        guard count > 0 else { return }
        if channels == 1 {
            return Activation.leakyReLU(negativeSlope: Double(slopes.pointee)).forward(x, y, count: count)
        }
        let whole = Runs.whole(count)
        forEachPanel(S.self, rooms: 3, streams: Walk<S>.isLarge(count) && x != y) { chunk, _, columns, rooms in
            let slopes = self.slopes(slopes, of: columns, rooms)
            forEachRow(chunk, columns) { row in
                let block = Block(range: row, rooms: rooms)
                let results = block.place(y, whole, room: 2)
                block.combine(.prelu, block.read(x, whole, room: 1), slopes, to: results)
                block.finish(results, y, whole)
            }
        }
    }

    /// How many sums the gradient with respect to the slopes is made of: one for each chunk and channel, or piece of
    /// one.
    var sumCount: Int { count == 0 ? 0 : chunks * sumsOfChunk }
    private var sumsOfChunk: Int { inner < Self.width ? channels : channels * pieces }

    /// dx and the gradients of the slopes, each of which is one of the inputs or overlaps nothing.
    ///
    /// - Parameter sums: `sumCount` zeros.
    @specialized(where S == Float)
    @specialized(where S == Double)
    @specialized(where S == Float16)
    @specialized(where S == BFloat16)
    func backward<S: ActivationScalar>(
        _ dy: UnsafePointer<S>, _ x: UnsafePointer<S>, slopes: UnsafePointer<S>, _ dx: UnsafeMutablePointer<S>,
        toSlopes: UnsafeMutablePointer<S>, sums: UnsafeMutableBufferPointer<Double>
    ) {
        guard count > 0 else { return toSlopes.update(repeating: 0, count: channels) }
        let addTerms = S._kernels.pointer.pointee.add_slope_terms
        let (whole, streams) = (Runs.whole(count), Walk<S>.isLarge(count) && dx != x && dx != dy)
        // Each task adds to sums of its own.
        nonisolated(unsafe) let sums = sums
        forEachPanel(S.self, rooms: 5, streams: streams) { chunk, panel, columns, rooms in
            withUnsafeTemporaryAllocation(of: Double.self, capacity: columns.count) { columnSums in
                guard let columnSum = columnSums.baseAddress else { return }
                columnSum.initialize(repeating: 0, count: columns.count)
                let slopes = self.slopes(slopes, of: columns, rooms)
                forEachRow(chunk, columns) { row in
                    let block = Block(range: row, rooms: rooms)
                    let (dy, x) = (block.read(dy, whole, room: 1), block.read(x, whole, room: 2))
                    let (derivative, results) = (block[room: 3], block.place(dx, whole, room: 4))
                    addTerms(dy, x, columnSum, row.count)
                    block.combine(.preluDerivative, x, slopes, to: derivative)
                    block.combine(.upstreamProduct, dy, derivative, to: results)
                    block.finish(results, dx, whole)
                }
                forEachRun(columns) { channel, run in
                    let index = chunk * sumsOfChunk + (inner < Self.width ? channel : panel)
                    for column in run { sums[index] += columnSum[column - columns.lowerBound] }
                }
            }
        }
        withStandardFloatingPoint {
            let pieces = sumsOfChunk / channels
            for channel in 0..<channels {
                var sum = 0.0
                for chunk in 0..<chunks {
                    for piece in 0..<pieces { sum += sums[chunk * sumsOfChunk + channel * pieces + piece] }
                }
                toSlopes[channel] = S(sum)
            }
        }
    }
}
