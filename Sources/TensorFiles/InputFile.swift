import Glibc

/// A file open for reading, of known size. What comes through a pipe is first collected in a temporary file.
struct InputFile: ~Copyable {
    let size: Int
    private let descriptor: Int32

    init(_ path: String) throws(TensorFileError.Problem) {
        let opened = open(path, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else { throw .unreadable(code: errno) }
        do throws(TensorFileError.Problem) {
            var status = try Self.status(of: opened)
            if status.st_mode & S_IFMT != S_IFREG {
                try Self.collect(opened)
                status = try Self.status(of: opened)
            }
            size = Int(status.st_size)
            descriptor = opened
        } catch {
            close(opened)
            throw error
        }
    }

    deinit { close(descriptor) }

    /// Fills the buffer from the current position, or as much of it as the file still holds; returns the bytes read.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(TensorFileError.Problem) -> Int {
        try Self.read(from: descriptor, into: buffer)
    }

    /// The next bytes, fewer where the file ends.
    func read(count: Int) throws(TensorFileError.Problem) -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: count) { (buffer, filled) throws(TensorFileError.Problem) in
            filled = try read(into: UnsafeMutableRawBufferPointer(buffer))
        }
    }

    private static func status(of descriptor: Int32) throws(TensorFileError.Problem) -> stat {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unreadable(code: errno) }
        return status
    }

    private static func read(
        from descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer
    ) throws(TensorFileError.Problem) -> Int {
        var filled = 0
        while filled < buffer.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
            let count = Glibc.read(descriptor, rest.baseAddress, rest.count)
            if count == 0 { break }
            if count > 0 { filled += count } else if errno != EINTR { throw .unreadable(code: errno) }
        }
        return filled
    }

    /// Copies the rest of a stream into an unnamed temporary file, which takes over the descriptor.
    private static func collect(_ descriptor: Int32) throws(TensorFileError.Problem) {
        guard let file = tmpfile() else { throw .unreadable(code: errno) }
        defer { fclose(file) }
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = try block.withUnsafeMutableBufferPointer { (buffer) throws(TensorFileError.Problem) in
                try read(from: descriptor, into: UnsafeMutableRawBufferPointer(buffer))
            }
            guard fwrite(block, 1, count, file) == count else { throw .unreadable(code: errno) }
            if count < block.count { break }
        }
        rewind(file)
        guard ferror(file) == 0, dup2(fileno(file), descriptor) >= 0 else { throw .unreadable(code: errno) }
    }
}
