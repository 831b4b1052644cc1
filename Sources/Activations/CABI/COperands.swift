internal import CActivations

// What C hands over, checked before anything is read or written.

/// Why a call does nothing.
struct Refusal: Error {
    let status: act_status
}

/// ACT_OK, or the status of the refusal that `body` throws.
@inline(__always)
func status(_ body: () throws(Refusal) -> Void) -> act_status {
    do {
        try body()
        return ACT_OK
    } catch {
        return error.status
    }
}

/// The bytes of `count` elements, if memory can hold them.
@inline(__always)
private func byteCount<S: ActivationScalar>(_ type: S.Type, _ count: Int) throws(Refusal) -> UInt {
    guard UInt(bitPattern: count) <= UInt(Int.max / MemoryLayout<S>.stride) else {
        throw Refusal(status: ACT_INVALID_SHAPE)
    }
    return UInt(bitPattern: count &* MemoryLayout<S>.stride)
}

/// The memory that a call writes: `count` elements, none of them when `count` is 0.
struct Output<S: ActivationScalar> {
    let start: UnsafeMutablePointer<S>
    private let addresses: (start: UInt, end: UInt)

    /// - Returns: nil when there is nothing to write.
    @inline(__always)
    init?(_ pointer: UnsafeMutableRawPointer?, count: Int) throws(Refusal) {
        let bytes = try byteCount(S.self, count)
        guard bytes > 0 else { return nil }
        guard let pointer else { throw Refusal(status: ACT_INVALID_ARGUMENT) }
        let address = UInt(bitPattern: pointer)
        guard address <= UInt.max - bytes else { throw Refusal(status: ACT_INVALID_SHAPE) }
        start = pointer.assumingMemoryBound(to: S.self)
        addresses = (address, address &+ bytes)
    }

    /// An input of the same call: it is the output, or disjoint from it.
    @inline(__always)
    func input(_ pointer: UnsafeRawPointer?, count: Int) throws(Refusal) -> UnsafePointer<S> {
        let bytes = try byteCount(S.self, count)
        guard bytes > 0 else { return UnsafePointer(start) }
        guard let pointer else { throw Refusal(status: ACT_INVALID_ARGUMENT) }
        let address = UInt(bitPattern: pointer)
        guard address <= UInt.max - bytes else { throw Refusal(status: ACT_INVALID_SHAPE) }
        let end = address &+ bytes
        let isDisjoint = end <= addresses.start || addresses.end <= address
        let isOutput = address == addresses.start && end == addresses.end
        guard isDisjoint || isOutput else { throw Refusal(status: ACT_INVALID_ARGUMENT) }
        return pointer.assumingMemoryBound(to: S.self)
    }

    /// Another output of the same call.
    func requireDisjoint(_ other: Output) throws(Refusal) {
        guard addresses.end <= other.addresses.start || other.addresses.end <= addresses.start else {
            throw Refusal(status: ACT_INVALID_ARGUMENT)
        }
    }
}

/// The memory of a call with several outputs, none of which overlaps anything.
struct DisjointMemory {
    private var inputs: [Range<UInt>] = []
    private var outputs: [Range<UInt>] = []

    /// - Returns: nil when there is nothing to read.
    mutating func input<S: ActivationScalar>(
        _ pointer: UnsafeRawPointer?, count: Int
    ) throws(Refusal) -> UnsafePointer<S>? {
        guard let addresses = try addresses(S.self, pointer, count) else { return nil }
        inputs.append(addresses)
        return pointer?.assumingMemoryBound(to: S.self)
    }

    /// - Returns: nil when it is not wanted or there is nothing to write.
    mutating func output<S: ActivationScalar>(
        _ pointer: UnsafeMutableRawPointer?, count: Int
    ) throws(Refusal) -> UnsafeMutablePointer<S>? {
        guard let pointer, let addresses = try addresses(S.self, pointer, count) else { return nil }
        guard (inputs + outputs).allSatisfy({ !$0.overlaps(addresses) }) else {
            throw Refusal(status: ACT_INVALID_ARGUMENT)
        }
        outputs.append(addresses)
        return pointer.assumingMemoryBound(to: S.self)
    }

    private func addresses<S: ActivationScalar>(
        _ type: S.Type, _ pointer: UnsafeRawPointer?, _ count: Int
    ) throws(Refusal) -> Range<UInt>? {
        let bytes = try byteCount(type, count)
        guard bytes > 0 else { return nil }
        guard let pointer else { throw Refusal(status: ACT_INVALID_ARGUMENT) }
        let address = UInt(bitPattern: pointer)
        guard address <= UInt.max - bytes else { throw Refusal(status: ACT_INVALID_SHAPE) }
        return address..<address + bytes
    }
}
