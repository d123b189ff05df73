import Domain
import Foundation
import Synchronization

/// A journal in a folder, one file for each process (mode 0600).
///
/// A process holds a lock on its file for as long as it lives, so that a file nobody has locked was left by a process that died. A record is
/// its length (4 bytes, big-endian), the first 8 bytes of its SHA-256, and itself; reading ends at the first that does not fit, which is one
/// torn by a crash.
package final class JournalFile: RefreshJournal {
    private struct Opened {
        let path: String
        let handle: FileHandle
        /// Of the records that are whole.
        var length: UInt64 = 0
    }

    private let own: Mutex<Opened>
    private let left: Mutex<[Opened]>

    /// Opens the folder, making it when there is none, and a file of that name in it.
    ///
    /// - Throws: ``JournalError`` when it cannot be written.
    package init(folder: String, name: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700]
            )
            let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(Self.ending) }.sorted()
            left = Mutex(names.compactMap { Self.open(folder + "/" + $0, creating: false) })
        } catch {
            throw JournalError(folder: folder)
        }
        guard let opened = Self.open(folder + "/" + name + Self.ending, creating: true) else { throw JournalError(folder: folder) }
        own = Mutex(opened)
    }

    deinit {
        // An empty file is of no use to anybody; one with records is for the next start.
        own.withLock { opened in
            if (try? opened.handle.seekToEnd()) == 0 { unlink(opened.path) }
        }
    }

    package func append(_ record: [UInt8]) throws {
        let frame = withUnsafeBytes(of: UInt32(record.count).bigEndian, Array.init) + Digest.sha256(record).prefix(8) + record
        try own.withLock { opened in
            // What a full disk has torn would hide every record behind it.
            if try opened.handle.seekToEnd() > opened.length { try opened.handle.truncate(atOffset: opened.length) }
            try opened.handle.write(contentsOf: Data(frame))
            guard fdatasync(opened.handle.fileDescriptor) == 0 else { throw JournalError(folder: opened.path) }
            opened.length += UInt64(frame.count)
        }
    }

    package func clear() throws {
        try own.withLock { opened in
            try opened.handle.truncate(atOffset: 0)
            opened.length = 0
        }
    }

    package func inherited() throws -> [[UInt8]] {
        try left.withLock { left in
            try left.flatMap { opened in
                try opened.handle.seek(toOffset: 0)
                return Self.records(in: [UInt8](try opened.handle.readToEnd() ?? Data()))
            }
        }
    }

    package func discardInherited() throws {
        left.withLock { left in
            for opened in left { unlink(opened.path) }
            left = []
        }
    }

    /// The records that processes which died have left in a folder, without taking them away.
    package static func left(in folder: String) -> [[UInt8]] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(ending) }.sorted().flatMap { name -> [[UInt8]] in
            guard let opened = open(folder + "/" + name, creating: false), let bytes = try? opened.handle.readToEnd() else { return [] }
            return records(in: [UInt8](bytes))
        }
    }

    private static let ending = ".journal"

    /// `nil` when it cannot be opened, or another process holds it.
    private static func open(_ path: String, creating: Bool) -> Opened? {
        let flags = creating ? O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC : O_RDWR | O_APPEND | O_CLOEXEC
        let descriptor = Foundation.open(path, flags, 0o600)
        guard descriptor >= 0 else { return nil }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
        return Opened(path: path, handle: FileHandle(fileDescriptor: descriptor, closeOnDealloc: true))
    }

    private static func records(in bytes: [UInt8]) -> [[UInt8]] {
        var found: [[UInt8]] = []
        var rest = bytes[...]
        while rest.count >= 12 {
            let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
            let digest = rest.dropFirst(4).prefix(8)
            let record = Array(rest.dropFirst(12).prefix(length))
            guard record.count == length, Digest.sha256(record).prefix(8).elementsEqual(digest) else { break }
            found.append(record)
            rest = rest.dropFirst(12 + length)
        }
        return found
    }
}

/// The journal cannot be kept.
package struct JournalError: Error, Equatable {
    package let folder: String

    package var message: String {
        "The journal of refreshed tokens in \(folder) cannot be written. Let the server write there, and start again."
    }
}
