import Activations

extension FloatingTensor {
    /// Reads a `.npy` file of versions 1 to 3 with its own element type, in either byte order, row- or column-major.
    ///
    /// - Throws: an error that names the file and what is wrong with it.
    public init(npy path: String) throws(TensorFileError) {
        do throws(TensorFileError.Problem) {
            let file = try InputFile(path)
            let (header, dataOffset) = try NumPyHeader.read(from: file)
            switch header.description.type {
            case .float32: self = .float32(try tensor(header, from: file, at: dataOffset))
            case .float64: self = .float64(try tensor(header, from: file, at: dataOffset))
            case .float16: self = .float16(try tensor(header, from: file, at: dataOffset))
            case .bfloat16: self = .bfloat16(try tensor(header, from: file, at: dataOffset))
            }
        } catch {
            throw TensorFileError(path: path, problem: error)
        }
    }

    /// Writes a `.npy` file, which appears whole or not at all.
    ///
    /// - Throws: an error that names the file; what was at `path` before is then as it was.
    public func write(npy path: String) throws(TensorFileError) {
        switch self {
        case .float32(let tensor): try tensor.write(npy: path)
        case .float64(let tensor): try tensor.write(npy: path)
        case .float16(let tensor): try tensor.write(npy: path)
        case .bfloat16(let tensor): try tensor.write(npy: path)
        }
    }
}

extension Tensor where Scalar: NumPyScalar {
    /// Reads a `.npy` file; numbers that the scalar does not hold are rounded to nearest.
    ///
    /// - Throws: an error that names the file and what is wrong with it.
    public init(npy path: String) throws(TensorFileError) { self = try FloatingTensor(npy: path).converted() }

    /// Writes a `.npy` file, which appears whole or not at all.
    ///
    /// - Throws: an error that names the file; what was at `path` before is then as it was.
    public func write(npy path: String) throws(TensorFileError) {
        let header = NumPyHeader(description: NumPyDescription(type: Scalar.numPyType), shape: shape)
        try OutputFile.replace(path) { (file) throws(TensorFileError.Problem) in
            try file.write(header.encoded)
            try withUnsafeBufferPointer { (scalars) throws(TensorFileError.Problem) in
                try file.write(UnsafeRawBufferPointer(scalars))
            }
        }
    }
}

private func tensor<Scalar>(
    _ header: NumPyHeader, from file: borrowing InputFile, at dataOffset: Int
) throws(TensorFileError.Problem) -> Tensor<Scalar> {
    let (shape, type) = (header.shape, header.description.type)
    guard let count = try? Tensor<Scalar>.count(of: shape) else {
        throw .invalidShape("\(PythonLiteral(shape: shape))")
    }
    let size = count * type.size
    let available = file.size - dataOffset
    guard available == size else {
        throw .wrongDataSize(shape: shape, type: type, expectedBytes: size, actualBytes: available)
    }
    let stored = try Tensor<Scalar>(unsafeUninitializedShape: header.isColumnMajor ? shape.reversed() : shape) {
        (scalars) throws(TensorFileError.Problem) in
        let bytes = UnsafeMutableRawBufferPointer(scalars)
        let filled = try file.read(into: bytes)
        guard filled == size else {
            throw .wrongDataSize(shape: shape, type: type, expectedBytes: size, actualBytes: filled)
        }
        if header.description.isByteSwapped { swapBytes(of: bytes, elementSize: type.size) }
    }
    return header.isColumnMajor ? stored.transposed() : stored
}

private func swapBytes(of bytes: UnsafeMutableRawBufferPointer, elementSize: Int) {
    func swap<Bits: FixedWidthInteger>(_ elements: UnsafeMutableBufferPointer<Bits>) {
        for index in elements.indices { elements[index] = elements[index].byteSwapped }
    }
    switch elementSize {
    case 2: bytes.withMemoryRebound(to: UInt16.self, swap)
    case 4: bytes.withMemoryRebound(to: UInt32.self, swap)
    default: bytes.withMemoryRebound(to: UInt64.self, swap)
    }
}
