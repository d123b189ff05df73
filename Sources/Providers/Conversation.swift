/// A few calls where the answer to one decides the next: still a value, and still pure.
package enum Conversation<Output: Sendable>: Sendable {
    case done(Output)
    /// Over before anything was asked.
    case failed(ProviderError)
    indirect case ask(Call<Conversation<Output>>)

    /// One call and nothing after it.
    package static func single(_ call: Call<Output>) -> Conversation {
        .ask(call.map { output throws(ProviderError) in .done(output) })
    }

    package func then<Next: Sendable>(
        _ next: @escaping @Sendable (Output) throws(ProviderError) -> Conversation<Next>
    ) throws(ProviderError) -> Conversation<Next> {
        switch self {
        case .done(let output): try next(output)
        case .failed(let error): .failed(error)
        case .ask(let call): .ask(call.map { step throws(ProviderError) in try step.then(next) })
        }
    }
}

extension Transport {
    /// Carries a conversation to its end, at most `limit` calls long.
    package func hold<Output>(_ conversation: Conversation<Output>, limit: Int = 12) async throws(ProviderError) -> Output {
        var conversation = conversation
        for _ in 0..<limit {
            switch conversation {
            case .done(let output): return output
            case .failed(let error): throw error
            case .ask(let call): conversation = try await send(call)
            }
        }
        switch conversation {
        case .done(let output): return output
        case .failed(let error): throw error
        case .ask(let call):
            // With something done it only goes on; without, it may be the provider that never comes to an end.
            let cut = ProviderError.later(after: call.progress == nil ? nil : 0, reason: "The provider had too much to say.")
            throw call.progress.map { .partly(progress: $0, cut) } ?? cut
        }
    }

    package func send<Output>(_ call: Call<Output>) async throws(ProviderError) -> Output {
        do {
            return try await attempt(call)
        } catch {
            guard let progress = call.progress else { throw error }
            // The conversation must not start over by itself, and the next one finds out again whether the token is refused.
            throw .partly(progress: progress, error == .unauthorized ? .later(after: 0, reason: "The connection is being renewed.") : error)
        }
    }

    private func attempt<Output>(_ call: Call<Output>) async throws(ProviderError) -> Output {
        let answer: Answer
        do {
            answer = try await exchange(call.request, body: call.body)
        } catch {
            throw meaning(of: error, for: call.effect)
        }
        do {
            return try call.read(answer)
        } catch .unreadable where call.effect == .once && (200..<300).contains(answer.status) {
            // It says that it was done, and not what.
            throw .uncertain
        }
    }

    private func meaning(of error: TransportError, for effect: CallEffect) -> ProviderError {
        switch (error, effect) {
        case (.unreachable, _): .later(after: nil, reason: "The provider could not be reached.")
        case (.noAnswer, .once), (.tooLarge, .once): .uncertain
        case (.noAnswer, .repeatable): .later(after: nil, reason: "The provider did not answer in time.")
        case (.tooLarge, .repeatable): .unreadable(status: 200)
        }
    }
}
