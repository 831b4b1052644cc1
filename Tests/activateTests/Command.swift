import Foundation
import Testing

/// The built executable, run in a folder of its own.
final class Command {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "activateTests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    struct Result: Equatable {
        var code: Int32
        var output = ""
        var errors = ""
    }

    func callAsFunction(_ arguments: String...) throws -> Result { try run(arguments) }

    func run(_ arguments: [String]) throws -> Result { try run(Self.executable, arguments) }

    /// Runs a shell's line in which `activate` is the executable.
    func shell(_ line: String) throws -> Result {
        try run(URL(filePath: "/bin/sh"), ["-c", "activate() { '\(Self.executable.path)' \"$@\"; }\n" + line])
    }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    var files: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
    }

    /// It lies beside the tests' own bundle.
    private static let executable: URL = {
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
        return URL(filePath: bundle).deletingLastPathComponent().appending(path: "activate")
    }()

    private func run(_ executable: URL, _ arguments: [String]) throws -> Result {
        let process = Process()
        let (output, errors) = (Pipe(), Pipe())
        process.executableURL = executable
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        let errorText = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return Result(
            code: process.terminationStatus, output: String(decoding: text, as: UTF8.self),
            errors: String(decoding: errorText, as: UTF8.self))
    }
}
