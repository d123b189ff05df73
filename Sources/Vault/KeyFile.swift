package import Domain
package import Foundation

/// The file in which a server keeps the key ring it made for itself: one key a line, newest first, readable by its owner alone.
package struct KeyFile: Sendable {
    package let path: String

    package init(path: String) {
        self.path = path
    }

    /// The keys in the file; `nil` when there is no file.
    ///
    /// - Throws: ``VaultError/keyFile(reason:)`` when others may read it, or it cannot be read.
    package func read() throws -> [Secret]? {
        try text().map { text in
            text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
                .filter { !$0.hasPrefix("#") && !$0.isEmpty }.map { Secret($0) }
        }
    }

    /// Makes the file with one new key. It never replaces a file that is there.
    ///
    /// - Throws: ``VaultError/keyFile(reason:)``.
    @discardableResult
    package func create(random: RandomSource, at now: Date) throws -> [Secret] {
        let key = random.token()
        // Whole or not at all, also on a full disk: a file without its key would keep the server from ever starting.
        let draft = path + ".first"
        unlink(draft)
        defer { unlink(draft) }
        try write(Self.heading + Self.entry(key, at: now), to: draft)
        guard link(draft, path) == 0 else { throw unwritable }
        syncFolder()
        return [key]
    }

    /// Puts a new key in front of the others, in one step: whoever reads meanwhile sees the file as it was or as it will be.
    ///
    /// - Returns: the new key's name.
    /// - Throws: ``VaultError/keyFile(reason:)``, also when there is no file, or somebody else is changing it.
    @discardableResult
    package func prepend(random: RandomSource, at now: Date) throws -> String {
        let key = random.token()
        try changing { text in
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            // Before the first key, and before the comment that belongs to it.
            let first = lines.firstIndex { !$0.hasPrefix(Self.heading.dropLast()) } ?? lines.endIndex
            return (lines[..<first] + [Substring(Self.entry(key, at: now).dropLast())] + lines[first...]).joined(separator: "\n")
        }
        return Self.name(of: key)
    }

    /// Puts the file aside under a name of its own and makes a new one with one new key.
    ///
    /// - Returns: where the old file is now; `nil` when there was none.
    /// - Throws: ``VaultError/keyFile(reason:)``.
    package func replace(random: RandomSource, at now: Date) throws -> String? {
        guard FileManager.default.fileExists(atPath: path) else {
            try create(random: random, at: now)
            return nil
        }
        let aside = "\(path).lost-\(Int(now.timeIntervalSince1970))"
        guard rename(path, aside) == 0 else { throw unwritable }
        try create(random: random, at: now)
        return aside
    }

    private func text() throws -> String? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do {
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int ?? 0
            guard mode & 0o077 == 0 else {
                throw VaultError.keyFile(reason: "others may read the key file \(path); allow only its owner: chmod 600 \(path)")
            }
            return try String(contentsOf: URL(filePath: path), encoding: .utf8)
        } catch let error as VaultError {
            throw error
        } catch {
            throw VaultError.keyFile(reason: "the key file \(path) cannot be read")
        }
    }

    /// Two who change it at once could each lose the other's key, and with it what was sealed under it meanwhile.
    private func changing(_ change: (String) -> String) throws {
        let lock = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw unwritable }
        defer { close(lock) }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            throw VaultError.keyFile(reason: "another command is changing the key file \(path)")
        }
        guard let text = try text() else { throw VaultError.keyFile(reason: "there is no key file \(path)") }
        let draft = path + ".new"
        unlink(draft)
        try write(change(text), to: draft)
        guard rename(draft, path) == 0 else { throw unwritable }
        syncFolder()
    }

    private func write(_ text: String, to path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw unwritable }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try file.write(contentsOf: Data(text.utf8))
            try file.synchronize()
        } catch {
            throw unwritable
        }
        syncFolder()
    }

    /// So that the name, too, outlives a loss of power.
    private func syncFolder() {
        let folder = open(URL(filePath: path).deletingLastPathComponent().path(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }

    private var unwritable: VaultError { .keyFile(reason: "the key file \(path) cannot be written") }

    private static let heading =
        "# Keys that open the tokens in the database, newest first. Keep a copy in a safe place, apart from the database.\n"

    private static func entry(_ key: Secret, at now: Date) -> String {
        "# \(name(of: key)), made \(now.formatted(.iso8601.year().month().day()))\n\(key.reveal())\n"
    }

    private static func name(of key: Secret) -> String {
        KeyRing.identifier(of: Base64URL.decode(key.reveal()) ?? [])
    }
}
