internal import CKernels
import Synchronization

/// What a function of one argument of 16 bits gives for all 65,536 of them. To look a result up takes less time than most
/// functions take to compute it.
final class HalfTable: @unchecked Sendable {
    private static let arguments = 65_536

    private let memory: UnsafeMutableRawPointer
    /// To look up, or to compute.
    private let quicker = QuickerWay()

    private init(byteCount: Int) { memory = .allocate(byteCount: byteCount, alignment: 64) }

    deinit { memory.deallocate() }

    /// The rounded results by the bits of the argument.
    var values: UnsafePointer<UInt16> { UnsafePointer(memory.assumingMemoryBound(to: UInt16.self)) }

    /// What is not rounded yet by the bits of the argument.
    var floats: UnsafePointer<Float> { UnsafePointer(memory.assumingMemoryBound(to: Float.self)) }

    /// Calls `body` with pieces of the operands, and whether results are looked up, or computed since that is quicker. They
    /// are compared on pieces in which it hardly counts that the table has to come into the cache.
    func forEachPiece<S>(of operands: Operands<S>, _ body: (_ piece: Operands<S>, _ isLookedUp: Bool) -> Void) {
        quicker.take(0..<operands.count, piece: Self.arguments) { body(operands[$0], $1) }
    }

    /// What a table has of its function.
    enum Content {
        /// Results, rounded.
        case values
        /// Results as they are computed.
        case floats
        /// Derivatives as they are computed.
        case slopes
    }

    /// The table of the stages one after the other, unless it costs more than it saves.
    static func values<S: ActivationScalar>(
        of stages: some Collection<Activation>, in type: S.Type, worth count: Int
    ) -> HalfTable? {
        recent(.values, of: stages, in: type, worth: count) { half in
            let table = HalfTable(byteCount: arguments * MemoryLayout<UInt16>.stride)
            let values = table.memory.bindMemory(to: UInt16.self, capacity: arguments)
            for argument in 0..<arguments { values[argument] = UInt16(argument) }
            values.withMemoryRebound(to: S.self, capacity: arguments) {
                stages.forwardWidened(Operands(a: $0, b: $0, output: $0, count: arguments), half)
            }
            return table
        }
    }

    /// The table of what is a factor of something else, `.floats` or `.slopes`, unless it costs more than it saves.
    static func factors<S: ActivationScalar>(
        _ content: Content, of f: Activation, in type: S.Type, worth count: Int
    ) -> HalfTable? {
        recent(content, of: CollectionOfOne(f), in: type, worth: count) { half in
            let table = HalfTable(byteCount: arguments * MemoryLayout<Float>.stride)
            let factors = table.memory.bindMemory(to: Float.self, capacity: arguments)
            half.widen((0..<arguments).map { UInt16($0) }, factors, arguments)
            let kernels = S._kernels.pointer
            withStandardFloatingPoint {
                f.parameters.withUnsafePointer {
                    if content == .slopes {
                        let ones = [Float](repeating: 1, count: arguments)
                        kernels.pointee.from_input[Int(f.kind.rawValue)](ones, factors, factors, arguments, $0)
                    } else {
                        kernels.pointee.forward[Int(f.kind.rawValue)](factors, factors, arguments, $0)
                    }
                }
            }
            return table
        }
    }

    // MARK: The functions used last

    private struct Entry {
        let stages: [Activation]
        let type: ObjectIdentifier
        let content: Content
        /// Arguments that it was computed for without a table.
        var computed = 0
        var table: HalfTable?

        func has(_ content: Content, of stages: some Collection<Activation>, in type: Any.Type) -> Bool {
            self.content == content && self.type == ObjectIdentifier(type) && stages.elementsEqual(self.stages)
        }
    }

    /// The latest at the end: at most 16, of 256 KiB each.
    private static let recent = Mutex<[Entry]>([])
    private static let limit = 16

    /// A table is made once a function has been computed for as many arguments as the table has, so that it never
    /// doubles the time; calls too small to gain do without. Nobody waits for another thread, which a fork may have ended.
    private static func recent<S: ActivationScalar>(
        _ content: Content, of stages: some Collection<Activation>, in type: S.Type, worth count: Int,
        _ make: (ck_half) -> HalfTable
    ) -> HalfTable? {
        guard count >= 1024, let half = S._kernels.half?.pointee else { return nil }
        let found = recent.withLockIfAvailable { entries -> (table: HalfTable?, isDue: Bool) in
            let index = entries.firstIndex { $0.has(content, of: stages, in: type) }
            var entry =
                index.map { entries.remove(at: $0) }
                ?? Entry(stages: Array(stages), type: ObjectIdentifier(type), content: content)
            entry.computed = min(entry.computed + count, arguments)
            if entries.count == limit { entries.removeFirst() }
            entries.append(entry)
            return (entry.table, entry.computed == arguments)
        }
        guard let found else { return nil }
        if let table = found.table { return table }
        guard found.isDue else { return nil }
        let made = make(half)
        _ = recent.withLockIfAvailable { entries in
            guard let index = entries.firstIndex(where: { $0.has(content, of: stages, in: type) }) else { return }
            entries[index].table = made
        }
        return made
    }
}
