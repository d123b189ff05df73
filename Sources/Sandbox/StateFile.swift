import Foundation

/// Where a simulated provider keeps its state: one JSON file, replaced as a whole, readable by its owner only (it holds tokens).
struct StateFile: Sendable {
    let path: String

    /// Nothing when there is no file yet.
    func read<State: Decodable>(_ type: State.Type) throws -> State? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        return try JSONDecoder().decode(type, from: Data(contentsOf: URL(filePath: path)))
    }

    /// A crash leaves the old file or the new one, never half of one.
    func write(_ state: some Encodable) throws {
        let data = try JSONEncoder().encode(state)
        let fresh = path + ".new"
        try? FileManager.default.removeItem(atPath: fresh)
        let descriptor = open(fresh, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard descriptor >= 0 else { throw SandboxError.stateNotWritten(path: path) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try handle.write(contentsOf: data)
        try handle.close()
        guard rename(fresh, path) == 0 else { throw SandboxError.stateNotWritten(path: path) }
    }
}
