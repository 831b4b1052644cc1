import Foundation

/// A folder of its own for one test.
final class TemporaryFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "TensorFilesTests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    var files: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() }
    }

    func path(_ name: String) -> String { url.appending(path: name).path }

    func write(_ bytes: [UInt8], to name: String = "x.npy") throws -> String {
        try Data(bytes).write(to: url.appending(path: name))
        return path(name)
    }

    func bytes(of name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: url.appending(path: name))) }
}

/// A `.npy` file, laid out as NumPy's format specification (NEP 1) says.
func npy(_ header: String, data: [UInt8] = [], version: UInt8 = 1) -> [UInt8] {
    let lengthBytes = version == 1 ? 2 : 4
    var text = Array(header.utf8)
    while (8 + lengthBytes + text.count + 1) % 64 != 0 { text.append(UInt8(ascii: " ")) }
    text.append(UInt8(ascii: "\n"))
    let length = (0..<lengthBytes).map { UInt8(text.count >> (8 * $0) & 0xFF) }
    return [0x93] + Array("NUMPY".utf8) + [version, 0] + length + text + data
}

func dictionary(_ descr: String, order: String = "False", shape: String) -> String {
    "{'descr': \(descr), 'fortran_order': \(order), 'shape': \(shape), }"
}

extension [Float] {
    func bytes(bigEndian: Bool = false) -> [UInt8] {
        flatMap { number in
            let ascending = (0..<4).map { UInt8(truncatingIfNeeded: number.bitPattern >> (8 * $0)) }
            return bigEndian ? ascending.reversed() : ascending
        }
    }
}

extension [Double] {
    func bytes(bigEndian: Bool = false) -> [UInt8] {
        flatMap { number in
            let ascending = (0..<8).map { UInt8(truncatingIfNeeded: number.bitPattern >> (8 * $0)) }
            return bigEndian ? ascending.reversed() : ascending
        }
    }
}

extension [UInt16] {
    func bytes(bigEndian: Bool = false) -> [UInt8] {
        flatMap { pattern in
            let ascending = [UInt8(truncatingIfNeeded: pattern), UInt8(pattern >> 8)]
            return bigEndian ? ascending.reversed() : ascending
        }
    }
}
