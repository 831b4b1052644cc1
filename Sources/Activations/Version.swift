/// The version of this library.
public let version = "0.1.0"
