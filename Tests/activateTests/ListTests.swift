import Activations
import Testing

@Suite struct ListTests {
    let activate: Command

    init() throws { activate = try Command() }

    /// Every name that the list prints is one that `apply` takes, in its spelling.
    @Test func everyActivationIsListed() throws {
        let names = try activate("list", "--names-only").output.split(separator: "\n").map(String.init)
        let others = [
            "softmax", "log_softmax", "softmin", "hardmax", "sparsemax", "entmax15", "softmax1", "logsumexp", "glu",
            "reglu", "geglu", "geglu_tanh", "swiglu", "swiglu_oai", "maxout", "crelu",
        ]
        #expect(Set(ActivationDescription.all.map(\.name) + others) == Set(names))
        let table = try activate("list").output.split(separator: "\n")
        #expect(table.dropFirst().map { String($0.prefix { $0 != " " }) } == names)
        #expect(table.contains { $0.contains("negative_slope=0.01") && $0.contains("x >= 0 ? x : negative_slope * x") })
        #expect(table.contains { $0.hasPrefix("sigmoid") && $0.hasSuffix("logistic, expit") })
    }

    @Test func versionAndHelp() throws {
        #expect(try activate("--version") == .init(code: 0, output: Activations.version + "\n"))
        #expect(try activate("--help").code == 0)
        #expect(try activate("fly").code == 64)
    }
}
