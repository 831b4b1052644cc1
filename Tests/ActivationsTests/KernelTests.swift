import Testing

@testable import Activations
import CKernels

@Test func everyRowIsDescribed() {
    for kind in 0..<UInt32(ck_kind_count) {
        #expect(ck_describe(ActivationKind(rawValue: kind)!).pointee.parameter_count <= 4)
    }
}
