package import Domain
import Foundation

/// The file in which a server keeps the key ring it made for itself: one key a line, newest first, readable by its owner alone.
package struct KeyFile: Sendable {
    private let path: String

    package init(path: String) {
        self.path = path
    }

    /// The keys in the file; `nil` when there is no file.
    ///
    /// - Throws: ``VaultError/keyFile(reason:)`` when others may read it, or it cannot be read.
    package func read() throws -> [Secret]? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do {
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int ?? 0
            guard mode & 0o077 == 0 else {
                throw VaultError.keyFile(reason: "others may read the key file \(path); allow only its owner: chmod 600 \(path)")
            }
            let text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
            return text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") && !$0.isEmpty }.map { Secret(String($0)) }
        } catch let error as VaultError {
            throw error
        } catch {
            throw VaultError.keyFile(reason: "the key file \(path) cannot be read")
        }
    }

    /// Makes the file with one new key. It never replaces a file that is there.
    package func create(random: RandomSource) throws -> [Secret] {
        let key = random.token()
        let text =
            "# Keys that open the tokens in the database, newest first. Keep a copy in a safe place, apart from the database.\n\(key.reveal())\n"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw VaultError.keyFile(reason: "the key file \(path) cannot be written") }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try file.write(contentsOf: Data(text.utf8))
            try file.synchronize()
        } catch {
            throw VaultError.keyFile(reason: "the key file \(path) cannot be written")
        }
        return [key]
    }
}
