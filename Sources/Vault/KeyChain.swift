/// Several wrappers as one: the first wraps, any unwraps. This is how a server moves from one kind of key to another.
package struct KeyChain: KeyWrapper {
    private let first: any KeyWrapper
    private let others: [any KeyWrapper]

    /// - Parameter others: asked in this order for what the first does not hold.
    package init(_ first: any KeyWrapper, others: [any KeyWrapper]) {
        self.first = first
        self.others = others
    }

    package func currentKeyID() async throws -> String { try await first.currentKeyID() }

    package func keyIDs() async throws -> [String] {
        var ids = try await first.keyIDs()
        for other in others { ids += try await other.keyIDs() }
        return ids
    }

    package func holds(_ keyID: String) async throws -> Bool {
        try await holder(of: keyID) != nil
    }

    package func wrap(_ key: [UInt8], context: SealContext) async throws -> WrappedKey {
        try await first.wrap(key, context: context)
    }

    package func unwrap(_ wrapped: WrappedKey, context: SealContext) async throws -> [UInt8] {
        guard let holder = try await holder(of: wrapped.keyID) else { throw VaultError.unknownKey(id: wrapped.keyID) }
        return try await holder.unwrap(wrapped, context: context)
    }

    private func holder(of keyID: String) async throws -> (any KeyWrapper)? {
        for wrapper in [first] + others where try await wrapper.holds(keyID) { return wrapper }
        return nil
    }
}
