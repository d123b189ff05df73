/// Key-encryption keys behind a program of the operator's: an HSM's tool, a cloud's key service, a smart card.
///
/// The program is called as `PROGRAM wrap` or `PROGRAM unwrap`, gets one JSON object on its standard input and writes one to its standard
/// output; every value but `key_id` is base64:
///
///     wrap    {"context", "key"}                 → {"key_id", "wrapped"}
///     unwrap  {"context", "key_id", "wrapped"}   → {"key"}
///
/// Exit status 0 is an answer, 65 says that the value was changed or belongs to another context, 66 that its key is not there (the names
/// of `sysexits.h`: EX_DATAERR, EX_NOINPUT); any other means *not just now*.
package struct KeyCommand: KeyWrapper {
    /// Runs the program with that argument and input, within a deadline.
    ///
    /// - Throws: ``VaultError/unavailable(reason:)`` when it could not be run or did not end.
    package typealias Run = @Sendable (_ argument: String, _ input: [UInt8]) async throws(VaultError) -> (status: Int32, output: [UInt8])

    private let run: Run

    package init(run: @escaping Run) {
        self.run = run
    }

    package func currentKeyID() async throws -> String {
        try await wrap(RemoteKeys.probe, context: RemoteKeys.probeContext).keyID
    }

    package func keyIDs() async throws -> [String] { [try await currentKeyID()] }

    package func holds(_ keyID: String) -> Bool { keyID.hasPrefix(Self.prefix) }

    package func wrap(_ key: [UInt8], context: SealContext) async throws -> WrappedKey {
        let place = RemoteKeys.place(context)
        let question = Wrap(context: RemoteKeys.text(place), key: RemoteKeys.text(BoundKey.encode(key, place: place)))
        let answer: Wrapped = try await ask("wrap", question, keyID: Self.prefix)
        guard !answer.keyId.isEmpty, answer.keyId.utf8.count <= 200 else { throw RemoteKeys.unreadable(Self.service) }
        return WrappedKey(keyID: Self.prefix + answer.keyId, bytes: try RemoteKeys.bytes(answer.wrapped, from: Self.service))
    }

    package func unwrap(_ wrapped: WrappedKey, context: SealContext) async throws -> [UInt8] {
        guard holds(wrapped.keyID) else { throw VaultError.unknownKey(id: wrapped.keyID) }
        let place = RemoteKeys.place(context)
        let question = Unwrap(
            context: RemoteKeys.text(place), keyId: String(wrapped.keyID.dropFirst(Self.prefix.count)),
            wrapped: RemoteKeys.text(wrapped.bytes)
        )
        let answer: Unwrapped = try await ask("unwrap", question, keyID: wrapped.keyID)
        return try RemoteKeys.key(answer.key, place: place, from: Self.service)
    }

    private func ask<Body: Decodable>(_ argument: String, _ question: some Encodable, keyID: String) async throws(VaultError) -> Body {
        let (status, output) = try await run(argument, try RemoteKeys.encode(question))
        switch status {
        case 0: return try RemoteKeys.decode(output, from: Self.service)
        case 65: throw .tampered
        case 66: throw .unknownKey(id: keyID)
        default: throw .unavailable(reason: "the program in KEK_COMMAND ended with status \(status)")
        }
    }

    private static let prefix = "command:"
    private static let service = "the program in KEK_COMMAND"

    private struct Wrap: Encodable {
        let context: String
        let key: String
    }

    private struct Wrapped: Decodable {
        let keyId: String
        let wrapped: String
    }

    private struct Unwrap: Encodable {
        let context: String
        let keyId: String
        let wrapped: String
    }

    private struct Unwrapped: Decodable { let key: String }
}
