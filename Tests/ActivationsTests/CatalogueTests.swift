import COracle
import Foundation
import Testing

@testable import Activations

/// A row of the catalogue has everything that belongs to it. (Benchmarks and the command line ask the library for its
/// rows; that each has a factory is `ActivationTests.everyRowHasAFactoryWithItsDefaults`.)
@Suite struct CatalogueTests {
    @Test(arguments: ActivationDescription.all.map(\.name))
    func everythingIsThere(name: String) throws {
        let header = try text("Sources/CKernels/activations/\(name).h")
        #expect(header.contains(".name = \"\(name)\""))
        #expect(oracle_find(name) != nil, "no reference in Tests/COracle/rows.h")
        #expect(specialValues(Float.self)[name] != nil, "no special values")
        #expect(
            try text("Tests/ActivationsTests/hashes.txt").contains("\(name) forward "), "run scripts/update-hashes.sh")
        #expect(try text("Tests/Proof/accuracy.tsv").contains("\t\(name)\t"), "run scripts/prove-accuracy.sh \(name)")
    }

    @Test(arguments: ActivationDescription.all.map(\.name))
    func theFactoryIsDocumented(name: String) throws {
        let header = try text("Sources/CKernels/activations/\(name).h")
        let declaration = try #require(header.firstMatch(of: /CK_ACTIVATION\(\w+, (\w+),/))
        let factory = try #require(
            try factories.get().first { $0.firstMatch(of: /Activation\(\.(\w+)/)?.1 == declaration.1 })
        let row = try Activation(named: name).description
        let bounds = (float: row.errorBound(Float.self), double: row.errorBound(Double.self))
        for part in [
            "\n    ///\n    ///     ", "    /// Gradient: ", "    /// Edge cases: ",
            """
            /// Error bound: Float \(number(bounds.float.forward)) ULP, gradient \(number(bounds.float.gradient)) \
            (all inputs); Double \(number(bounds.double.forward)) and \(number(bounds.double.gradient)) (sampled).
            """,
        ] {
            #expect(factory.contains(part), "the documentation of \(name) lacks “\(part)”")
        }
    }

    @Test func rowsAreInAlphabeticalOrder() {
        let names = ActivationDescription.all.map(\.name)
        #expect(names == names.sorted())
    }

    /// A bound as the proof writes it: 2 for 2.0.
    private func number(_ bound: Double) -> String {
        bound == bound.rounded() ? String(Int(bound)) : String(bound)
    }
}

/// A file of the package.
private func text(_ path: String) throws -> String {
    let package = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    return try String(contentsOf: package.appending(path: path), encoding: .utf8)
}

/// The factories of the catalogue with their documentation.
private let factories = Result {
    let folder = "Sources/Activations/Activation/Catalogue"
    let package = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    let files = try FileManager.default.contentsOfDirectory(atPath: package.appending(path: folder).path)
    return try files.sorted().flatMap { try text("\(folder)/\($0)").components(separatedBy: "\n\n") }
}
