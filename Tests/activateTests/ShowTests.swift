import Activations
import TensorFiles
import Testing

@Suite struct ShowTests {
    let activate: Command

    init() throws {
        activate = try Command()
        let x: Tensor<Float> = [[1, 2.5], [-3, 0.1]]
        try x.write(npy: activate.path("x.npy"))
    }

    @Test func wholeFile() throws {
        let expected = """
            float32 [2, 2]
            [[ 1.   2.5]
             [-3.   0.1]]

            """
        #expect(try activate("show", "x.npy") == .init(code: 0, output: expected))
    }

    @Test func oneRow() throws {
        #expect(try activate("show", "x.npy", "--row", "1") == .init(code: 0, output: "-3.0 0.1\n"))
    }

    @Test func noSuchRow() throws {
        for row in ["2", "-1"] {
            #expect(
                try activate("show", "x.npy", "--row=\(row)")
                    == .init(code: 1, errors: "activate: x.npy: there is no row \(row) in shape [2, 2]\n"))
        }
    }
}
