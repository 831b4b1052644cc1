internal import CKernels
import Synchronization

/// What a function of one argument of 16 bits gives for all 65,536 of them. To look a result up takes less time than most
/// functions take to compute it.
final class HalfTable: @unchecked Sendable {
    private static let arguments = 65_536

    private let memory: UnsafeMutableRawPointer

    private init(byteCount: Int) { memory = .allocate(byteCount: byteCount, alignment: 64) }

    deinit { memory.deallocate() }

    /// The results, of 16 bits, by the bits of the argument.
    var values: UnsafePointer<UInt16> { UnsafePointer(memory.assumingMemoryBound(to: UInt16.self)) }

    /// The slopes, in the type that is computed in, by the bits of the argument.
    var slopes: UnsafePointer<Float> { UnsafePointer(memory.assumingMemoryBound(to: Float.self)) }

    /// The table of the stages one after the other, unless it costs more than it saves.
    static func ofValues<S: ActivationScalar>(
        of stages: some Collection<Activation>, in type: S.Type, worth count: Int
    ) -> HalfTable? {
        recent(stages, type, isSlopes: false, worth: count) { half in
            let table = HalfTable(byteCount: (arguments + 1) * MemoryLayout<UInt16>.stride)
            let values = table.memory.bindMemory(to: UInt16.self, capacity: arguments + 1)
            for argument in 0...arguments { values[argument] = UInt16(truncatingIfNeeded: argument) }
            values.withMemoryRebound(to: S.self, capacity: arguments) {
                stages.forwardWidened(Operands(a: $0, b: $0, output: $0, count: arguments), half)
            }
            return table
        }
    }

    /// The table of the derivative, unless it costs more than it saves.
    static func ofSlopes<S: ActivationScalar>(of f: Activation, in type: S.Type, worth count: Int) -> HalfTable? {
        recent(CollectionOfOne(f), type, isSlopes: true, worth: count) { half in
            let table = HalfTable(byteCount: arguments * MemoryLayout<Float>.stride)
            let slopes = table.memory.bindMemory(to: Float.self, capacity: arguments)
            let all = (0..<arguments).map { UInt16($0) }
            half.widen(all, slopes, arguments)
            let kernel = S._kernels.pointer.pointee.from_input[Int(f.kind.rawValue)]
            withStandardFloatingPoint {
                f.parameters.withUnsafePointer {
                    kernel([Float](repeating: 1, count: arguments), slopes, slopes, arguments, $0)
                }
            }
            return table
        }
    }

    // MARK: The functions used last

    private struct Entry {
        let stages: [Activation]
        let type: ObjectIdentifier
        let isSlopes: Bool
        /// Arguments that it was computed for without a table.
        var computed = 0
        var table: HalfTable?

        func isOf(_ stages: some Collection<Activation>, _ type: Any.Type, isSlopes: Bool) -> Bool {
            self.type == ObjectIdentifier(type) && self.isSlopes == isSlopes && stages.elementsEqual(self.stages)
        }
    }

    /// The latest at the end: at most 16, of 256 KiB each.
    private static let recent = Mutex<[Entry]>([])
    private static let limit = 16

    /// A table is made once a function has been computed for as many arguments as the table has, so that it never
    /// doubles the time; calls too small to gain do without. Nobody waits for another thread, which a fork may have ended.
    private static func recent<S: ActivationScalar>(
        _ stages: some Collection<Activation>, _ type: S.Type, isSlopes: Bool, worth count: Int,
        _ make: (ck_half) -> HalfTable
    ) -> HalfTable? {
        guard count >= 1024, let half = S._kernels.half?.pointee else { return nil }
        let found = recent.withLockIfAvailable { entries -> (table: HalfTable?, isDue: Bool) in
            let index = entries.firstIndex { $0.isOf(stages, type, isSlopes: isSlopes) }
            var entry =
                index.map { entries.remove(at: $0) }
                ?? Entry(stages: Array(stages), type: ObjectIdentifier(type), isSlopes: isSlopes)
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
            guard let index = entries.firstIndex(where: { $0.isOf(stages, type, isSlopes: isSlopes) }) else { return }
            entries[index].table = made
        }
        return made
    }
}
