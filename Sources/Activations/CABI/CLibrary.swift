// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import CActivations
internal import CKernels

@c @implementation
public func act_status_message(_ status: act_status) -> UnsafePointer<CChar>? {
    let message: StaticString =
        switch status {
        case ACT_OK: "success"
        case ACT_INVALID_ARGUMENT:
            "invalid argument: NULL where data is needed, memory that overlaps, or an axis or a parameter out of range"
        case ACT_UNKNOWN_ACTIVATION: "unknown activation"
        case ACT_INVALID_SHAPE:
            "invalid shape: more elements than memory can hold, too many dimensions, or an axis that does not divide"
        case ACT_UNSUPPORTED_TYPE: "unsupported element type"
        case ACT_OUT_OF_MEMORY: "out of memory"
        case ACT_INTERNAL: "internal error"
        default: "unknown status"
        }
    return UnsafeRawPointer(message.utf8Start).assumingMemoryBound(to: CChar.self)
}

@c @implementation
public func act_version() -> UnsafePointer<CChar>? {
    UnsafeRawPointer(versionText.utf8Start).assumingMemoryBound(to: CChar.self)
}

@c @implementation
public func act_isa() -> UnsafePointer<CChar>? { ck_current().pointee.isa }

@c @implementation
public func act_set_threads(_ threads: Int) -> act_status {
    guard Threads.allowed.contains(threads) else { return ACT_INVALID_ARGUMENT }
    Threads.maximum = threads
    return ACT_OK
}

@c @implementation
public func act_threads() -> Int { Threads.maximum }
