import Glibc

/// A file open for writing.
struct OutputFile: ~Copyable {
    private let descriptor: Int32

    /// Makes the file at `path` hold what `body` writes, whole or not at all: it is written beside its place and then
    /// renamed, so that a failure or a crash leaves an older file as it was. A pipe or a device is written directly.
    static func replace(
        _ path: String, _ body: (borrowing OutputFile) throws(TensorFileError.Problem) -> Void
    ) throws(TensorFileError) {
        do throws(TensorFileError.Problem) {
            var status = stat()
            guard stat(path, &status) == 0 else { return try create(path, mode: nil, body) }
            switch status.st_mode & S_IFMT {
            case S_IFREG:
                guard access(path, W_OK) == 0 else { throw .unwritable(code: errno) }
                try create(resolved(path), mode: status.st_mode & 0o777, body)
            case S_IFDIR:
                throw .unwritable(code: EISDIR)
            default:
                let stream = try OutputFile(path, flags: 0)
                try body(stream)
                try stream.finish()
            }
        } catch {
            throw TensorFileError(path: path, problem: error)
        }
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(TensorFileError.Problem) {
        var written = 0
        while written < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if count >= 0 { written += count } else if errno != EINTR { throw .unwritable(code: errno) }
        }
    }

    func write(_ bytes: [UInt8]) throws(TensorFileError.Problem) {
        try bytes.withUnsafeBufferPointer { (buffer) throws(TensorFileError.Problem) in
            try write(UnsafeRawBufferPointer(buffer))
        }
    }

    private init(_ path: String, flags: Int32) throws(TensorFileError.Problem) {
        descriptor = open(path, O_WRONLY | O_CLOEXEC | flags, 0o666)
        guard descriptor >= 0 else { throw .unwritable(code: errno) }
    }

    deinit { close(descriptor) }

    /// Closes the file, and reports what a disk says only then.
    private consuming func finish() throws(TensorFileError.Problem) {
        let descriptor = descriptor
        discard self
        guard close(descriptor) == 0 else { throw .unwritable(code: errno) }
    }

    private static func create(
        _ path: String, mode: mode_t?, _ body: (borrowing OutputFile) throws(TensorFileError.Problem) -> Void
    ) throws(TensorFileError.Problem) {
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
        let temporary = "\(folder).\(String(UInt64.random(in: .min ... .max), radix: 36)).tmp"
        let file = try OutputFile(temporary, flags: O_CREAT | O_EXCL)
        do throws(TensorFileError.Problem) {
            if let mode, fchmod(file.descriptor, mode) != 0 { throw .unwritable(code: errno) }
            try body(file)
            guard fsync(file.descriptor) == 0 else { throw .unwritable(code: errno) }
            try file.finish()
            guard rename(temporary, path) == 0 else { throw .unwritable(code: errno) }
        } catch {
            unlink(temporary)
            throw error
        }
    }

    /// The path with its symbolic links followed, so that the file is replaced and not the link to it.
    private static func resolved(_ path: String) throws(TensorFileError.Problem) -> String {
        guard let real = realpath(path, nil) else { throw .unwritable(code: errno) }
        defer { free(real) }
        return String(cString: real)
    }
}
