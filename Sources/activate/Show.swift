import Activations
import ArgumentParser
import TensorFiles

struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print what a file holds.",
        discussion: """
            activate show features.npy
            activate show features.npy --row 12

            A row is printed in full on one line, its numbers separated by blanks.
            """)

    @Argument(help: "A .npy file of floats of 16, 32 or 64 bits.", completion: .file(extensions: ["npy"]))
    var input: String

    @Option(help: "The index of the only row to print, from 0.")
    var row: Int?

    func run() throws {
        switch try FloatingTensor(npy: input) {
        case .float32(let tensor): try show(tensor, type: "float32")
        case .float64(let tensor): try show(tensor, type: "float64")
        case .float16(let tensor): try show(tensor, type: "float16")
        case .bfloat16(let tensor): try show(tensor, type: "bfloat16")
        }
    }

    private func show<S: ActivationScalar>(_ tensor: Tensor<S>, type: String) throws {
        guard let row else { return print("\(type) \(tensor.shape)\n\(tensor)") }
        guard let rows = tensor.shape.first, 0..<rows ~= row else {
            throw Failure(description: "\(input): there is no row \(row) in shape \(tensor.shape)")
        }
        print(tensor.row(row).scalars.map { "\($0)" }.joined(separator: " "))
    }
}
