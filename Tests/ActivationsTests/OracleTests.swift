import COracle
import Testing

@testable import Activations

/// The unit in which errors are judged.
@Suite struct OracleTests {
    @Test(
        arguments: [
            (1, Float(1).nextUp, 1),  // 2⁰ is the least of its binade
            (1, Float(1).nextDown, 0.5),
            (1.5, 1.5, 0),
            (0x1p-149, 0x1p-148, 1),  // below 2⁻¹²⁶ the unit stays
            (0, 0x1p-149, 1),
            (.infinity, .infinity, 0),
            (.infinity, .greatestFiniteMagnitude, 1),
            (.infinity, -.infinity, 0x1p25),
            (.greatestFiniteMagnitude, .infinity, 1),
            (1, .nan, .infinity),
            (.nan, .nan, 0),
            (.nan, 1, .infinity),
            (0, -0.0, .infinity),  // an odd function keeps the sign of zero
            (-0.0, -0.0, 0),
        ] as [(Float, Float, Double)])
    func errorsOfTheIdentityAreInUnitsOfTheLastPlace(x: Float, result: Float, expected: Double) throws {
        let identity = try #require(oracle_find("identity"))
        let parameters = [0.0, 0, 0, 0]
        var error = -1.0
        oracle_errors_float(identity, .value, [x], [result], &error, 1, parameters)
        #expect(error == expected)
        oracle_errors_double(identity, .value, [Double(x)], [Double(x)], &error, 1, parameters)
        #expect(error == 0)
    }

    @Test func theSlopeOfGELUHasAUnitOfItsOwnNearItsInnerZero() throws {
        let gelu = try #require(oracle_find("gelu"))
        var error = -1.0
        // f′ is about 2·10⁻⁸ there; a result of 0 is off by a fraction of 2⁻²³·1.129 / 4.
        oracle_errors_float(gelu, .slope, [-0.75179154], [0], &error, 1, [0.0, 0, 0, 0])
        #expect(error < 1)
        oracle_errors_float(gelu, .slope, [-0.2], [0], &error, 1, [0.0, 0, 0, 0])
        #expect(error > 1_000_000)
    }
}
