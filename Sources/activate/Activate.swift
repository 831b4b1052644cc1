import Activations
import ArgumentParser
import Glibc
import TensorFiles

@main
struct Activate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "activate",
        abstract: "Activation functions on .npy files, and classifiers that end in them.",
        discussion: "A path may be a pipe, such as /dev/stdin. A result appears whole or not at all.",
        version: Activations.version,
        subcommands: [
            Apply.self, Classify.self, Dense.self, Fit.self, List.self, Plot.self, Predict.self, Show.self,
        ])

    static func main() {
        // Beyond a limit on file sizes, writing then fails with an error instead of ending the process.
        signal(SIGXFSZ, SIG_IGN)
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let error
            where error is TensorFileError || error is ActivationError || error is FitError || error is Failure
        {
            var line = "activate: \(error)\n"
            line.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
            exit(withError: ExitCode.failure)
        } catch {
            exit(withError: error)
        }
    }
}

/// What this tool itself finds wrong with its input, in one line.
struct Failure: Error, CustomStringConvertible {
    let description: String
}
