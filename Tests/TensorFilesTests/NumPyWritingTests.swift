import Activations
import Foundation
import TensorFiles
import Testing

@Suite struct NumPyWritingTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func bytesAreThoseOfTheFormat() throws {
        let single: Tensor<Float> = [[1, 2, 3], [4, 5, 6]]
        try single.write(npy: folder.path("single.npy"))
        #expect(
            try folder.bytes(of: "single.npy")
                == npy(dictionary("'<f4'", shape: "(2, 3)"), data: single.scalars.bytes()))

        let double = Tensor<Double>([0.1, .infinity, -0.0])
        try FloatingTensor.float64(double).write(npy: folder.path("double.npy"))
        #expect(
            try folder.bytes(of: "double.npy") == npy(dictionary("'<f8'", shape: "(3,)"), data: double.scalars.bytes()))

        try FloatingTensor.float16([1, -2.5]).write(npy: folder.path("half.npy"))
        #expect(
            try folder.bytes(of: "half.npy")
                == npy(dictionary("'<f2'", shape: "(2,)"), data: ([0x3c00, 0xc100] as [UInt16]).bytes()))
        try FloatingTensor.bfloat16([1, -2.5]).write(npy: folder.path("bfloat.npy"))
        #expect(
            try folder.bytes(of: "bfloat.npy")
                == npy(dictionary("'<V2'", shape: "(2,)"), data: ([0x3f80, 0xc020] as [UInt16]).bytes()))

        try Tensor<Float>(shape: [], repeating: 7).write(npy: folder.path("number.npy"))
        #expect(
            try folder.bytes(of: "number.npy")
                == npy(dictionary("'<f4'", shape: "()"), data: ([7] as [Float]).bytes()))

        try Tensor<Float>(shape: [2, 0], repeating: 7).write(npy: folder.path("empty.npy"))
        #expect(try folder.bytes(of: "empty.npy") == npy(dictionary("'<f4'", shape: "(2, 0)")))
    }

    @Test func longShapesTakeVersion2() throws {
        let shape = [Int](repeating: 1, count: 30_000)
        let tensor = try Tensor<Float>(shape: shape, scalars: [5])
        try tensor.write(npy: folder.path("x.npy"))
        #expect(try folder.bytes(of: "x.npy")[6] == 2)
        #expect(try Tensor<Float>(npy: folder.path("x.npy")) == tensor)
    }

    @Test func replacesAFileWithItsPermissions() throws {
        let path = try folder.write([1, 2, 3])
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        let tensor: Tensor<Float> = [1, 2]
        try tensor.write(npy: path)
        #expect(try Tensor<Float>(npy: path) == tensor)
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o640)
        #expect(try folder.files == ["x.npy"])
    }

    @Test func replacesWhatALinkPointsTo() throws {
        let path = try folder.write([1, 2, 3])
        try FileManager.default.createSymbolicLink(atPath: folder.path("link.npy"), withDestinationPath: "x.npy")
        let tensor: Tensor<Double> = [1, 2]
        try tensor.write(npy: folder.path("link.npy"))
        #expect(try Tensor<Double>(npy: path) == tensor)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("link.npy")) == "x.npy")
    }

    @Test func failuresNameTheFile() throws {
        let tensor: Tensor<Float> = [1]
        #expect(throws: TensorFileError(path: folder.path("no/x.npy"), problem: .unwritable(code: 2))) {
            try tensor.write(npy: folder.path("no/x.npy"))
        }
        let error = #expect(throws: TensorFileError.self) { try tensor.write(npy: folder.url.path) }
        #expect(error?.description == "\(folder.url.path): cannot be written: Is a directory")
        #expect(try folder.files == [])
    }

    /// A device is written where it is, never replaced by a file.
    @Test func aFullDevice() throws {
        let tensor: Tensor<Float> = [1]
        let error = #expect(throws: TensorFileError.self) { try tensor.write(npy: "/dev/full") }
        #expect(error?.description == "/dev/full: cannot be written: No space left on device")
        let attributes = try FileManager.default.attributesOfItem(atPath: "/dev/full")
        #expect(attributes[.type] as? FileAttributeType == .typeCharacterSpecial)
    }
}
