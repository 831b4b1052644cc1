import ArgumentParser
import TensorFiles

struct Apply: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Apply a function to every element, or one that combines those along an axis.",
        discussion: """
            activate apply sigmoid logits.npy -o probabilities.npy
            activate apply leaky_relu:negative_slope=0.2 x.npy -o y.npy
            activate apply softmax --axis 0 x.npy -o y.npy
            activate apply glu --axis 1 x.npy -o y.npy
            """)

    @Argument(help: Function.help, transform: Function.init)
    var function: Function

    @Argument(help: "The numbers, a .npy file of floats of 16, 32 or 64 bits.", completion: .file(extensions: ["npy"]))
    var input: String

    @Option(name: .shortAndLong, help: "Where the result goes, in the type of the input; it is printed otherwise.")
    var output: String?

    @Option(
        parsing: .unconditional, help: "The axis of softmax, glu and their kin; a negative one counts from the back.")
    var axis: Int?

    func validate() throws {
        if axis != nil, !function.usesAxis {
            let names = (AxisFunction.allCases.map(\.rawValue) + StructuredFunction.rows.map(\.name))
                .joined(separator: ", ")
            throw ValidationError("--axis is for \(names); the other functions take each element alone.")
        }
    }

    func run() throws {
        let result = try function(FloatingTensor(npy: input), axis: axis ?? -1)
        if let output { try result.write(npy: output) } else { print(result) }
    }
}
