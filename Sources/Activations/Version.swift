let versionText: StaticString = "0.1.0"

/// The version of this library.
public let version = "\(versionText)"
