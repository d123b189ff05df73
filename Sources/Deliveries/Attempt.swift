import Connections
import Domain
import Logging
import Providers
import Storage
import Synchronization

/// One attempt at a delivery: from the row to the provider's word.
struct Attempt: Sendable {
    let database: any Database
    let connections: Connections
    let time: TimeSource
    let logger: Logger
    /// Whether the provider may be called: nobody else can be sending this.
    let mayCall: @Sendable () -> Bool

    struct Result: Sendable {
        let outcome: DeliveryOutcome
        /// What of it is there by now, where that is not all.
        var progress: String?
        /// Where it went, and the account it went out under, once they were known.
        var choice: Choice?
        var account: String?
        /// What the attempt says about the provider.
        var health = Health.unknown
    }

    enum Health: Sendable { case working, failing, unknown }

    /// What is known of an attempt even when it ends in an error.
    private struct Notes {
        var hasBegun = false
        /// Until the provider's part says that it cannot know.
        var mayLook = true
        var choice: Choice?
        var account: String?
    }

    private final class Notepad: Sendable {
        private let notes = Mutex(Notes())

        var now: Notes { notes.withLock(\.self) }

        func change(_ change: (inout Notes) -> Void) { notes.withLock { change(&$0) } }
    }

    /// A fault of any kind becomes an outcome: a delivery is never lost over one.
    func make(_ delivery: Delivery) async -> Result {
        let notes = Notepad()
        do {
            guard let order = try await order(for: delivery) else { return Result(outcome: .refused(reason: "The item is gone.")) }
            guard let provider = Provider.named(delivery.destination.provider),
                let operation = provider.operation(for: delivery.destination, choice: order.choice), let deliver = operation.deliver
            else { return Result(outcome: .refused(reason: "This version of the server cannot send there.")) }
            if operation.needsChoice, order.choice == nil {
                return Result(outcome: .refused(reason: "\(operation.title): choose where on the integrations page, then try again."))
            }
            // In another's account that place is theirs.
            if delivery.organisation != nil, let own = provider.operation(for: delivery.destination)?.ownChoice, order.choice?.id == own.id
            {
                return Result(outcome: .refused(reason: "“\(own.name)” needs your own account: choose another place, then try again."))
            }
            let carrier = try await connections.carrier(delivery.organisation, for: delivery.personID, to: provider)
            let sendingFor = delivery.organisation == nil ? nil : delivery.personID
            let receipt = try await connections.send(to: provider, for: carrier, member: sendingFor, operation: operation) { access in
                notes.change { $0 = Notes(hasBegun: true, choice: order.choice, account: access.identity?.title) }
                return watched(deliver(Self.addressed(order, by: operation, access), access)) { notes.change { $0.mayLook = false } }
            }
            let known = notes.now
            // What stands in for the providers has the pages that their links lead to.
            let seen = Receipt(name: receipt.name, url: receipt.url.map(connections.address))
            return Result(outcome: .delivered(seen), choice: known.choice, account: known.account, health: .working)
        } catch let error as ConnectionError {
            return result(of: error, notes.now)
        } catch {
            logger.error("A delivery met a fault of ours", metadata: ["delivery": "\(delivery.id)", "error": "\(error)"])
            return fault(notes.now)
        }
    }

    /// An answer that was lost may be found out about by the next attempt. A conversation that gives up by itself has no way to.
    private func watched(_ conversation: Conversation<Receipt>, givesUp: @escaping @Sendable () -> Void) -> Conversation<Receipt> {
        switch conversation {
        case .done: return conversation
        case .failed(let error):
            if error.isUncertain { givesUp() }
            return conversation
        case .ask(let call):
            guard mayCall() else { return .failed(Self.cut(at: call)) }
            return .ask(call.map { next throws(ProviderError) in watched(next, givesUp: givesUp) })
        }
    }

    /// The database does not answer, so another server may take this over at any moment: it goes on, with what is there by now.
    private static func cut(at call: Call<Conversation<Receipt>>) -> ProviderError {
        let cut = ProviderError.later(
            after: 0, reason: "This server could not be sure that nobody else was sending this; it is tried again.")
        return call.progress.map { .partly(progress: $0, cut) } ?? cut
    }

    /// To nobody else where the person named nobody.
    private static func addressed(_ order: Order, by operation: Provider.Operation, _ access: Access) -> Order {
        guard operation.takesRecipients, order.recipients.isEmpty, order.sentFor == nil,
            let own = access.identity.flatMap({ MailAddress.checked($0.account) })
        else { return order }
        var order = order
        order.recipients = [own]
        return order
    }

    /// A fault of this server's after the conversation began says nothing about what the provider did.
    private func fault(_ notes: Notes) -> Result {
        guard notes.hasBegun else {
            return Result(outcome: .later(after: nil, reason: "This server had a fault of its own; it tries again."))
        }
        let reason = "This server had a fault of its own while it was being sent; it finds out whether it arrived."
        return Result(outcome: .uncertain(reason: reason, mayLook: true), choice: notes.choice, account: notes.account)
    }

    private func result(of error: ConnectionError, _ notes: Notes) -> Result {
        if case .partly(let progress, let rest) = error {
            var result = result(of: rest, notes)
            result.progress = progress
            return result
        }
        return Result(
            outcome: outcome(of: error, notes), choice: notes.choice, account: notes.account, health: health(after: error, notes)
        )
    }

    /// A provider that asks to slow down is not out of order, and one that was not asked says nothing.
    private func health(after error: ConnectionError, _ notes: Notes) -> Health {
        switch error {
        case .later(nil, _): .failing
        case .uncertain: notes.mayLook ? .failing : .unknown
        case .later, .refused: .working
        default: .unknown
        }
    }

    private func outcome(of error: ConnectionError, _ notes: Notes) -> DeliveryOutcome {
        switch error {
        case .later(let after, let reason): .later(after: after, reason: reason)
        case .partly(_, let rest): outcome(of: rest, notes)
        case .scopeMissing: .scopeMissing(reason: error.message)
        case .uncertain: .uncertain(reason: error.message, mayLook: notes.mayLook)
        case .notConnected, .needsReconnect, .notOffered, .notConfigured, .httpsNeeded, .authorization, .noReplacement, .setByEnvironment,
            .applicationRefused, .invalidApplication, .noSuchOrganisation, .ownersOnly:
            .connectionNeeded(reason: error.message)
        case .refused, .unknownProvider, .noSuchChoice, .noSuchOperation, .notGenuine, .unreadableMessage:
            .refused(reason: error.message)
        }
    }

    /// `nil` when what was to be sent is not there any more.
    private func order(for delivery: Delivery) async throws -> Order? {
        let (person, destination) = (delivery.personID, delivery.destination)
        let found = try await database.read(as: delivery.carrier.claims) { session in
            try ConnectionTable(session).find(of: delivery.carrier, provider: destination.provider)?.details.defaults[destination.rawValue]
        }
        return try await database.read(as: .person(person)) { session in
            guard let meeting = try MeetingTable(session).find(delivery.meetingID, of: person) else { return nil }
            let items = try ItemTable(session).list(of: meeting.id, person: person)
            let followUp = try FollowUpTable(session).find(of: meeting.id, person: person)
            guard let subject = Self.subject(of: delivery, items: items, followUp: followUp) else { return nil }
            let chosen = try delivery.choice ?? RouteTable(session).find(destination, of: person)?.choice
            let member = delivery.organisation == nil ? nil : try PeopleTable(session).find(person)
            let takesRecipients = Provider.named(destination.provider)?.operation(for: destination)?.takesRecipients == true
            // The account's own address is not theirs.
            let own = takesRecipients ? [member?.email].compactMap(\.self) : []
            return Order(
                objectID: delivery.objectID, subject: subject, meeting: MeetingDigest(meeting, items: items, followUp: followUp),
                choice: chosen ?? found,
                recipients: delivery.recipients.isEmpty ? own : delivery.recipients, isReconciliation: delivery.isInDoubt,
                firstAttemptAt: delivery.attempts > 1 ? delivery.firstAttemptAt : nil, attemptAt: time.now,
                progress: delivery.progress, sentFor: member?.name
            )
        }
    }

    /// `nil` when it is not there any more. Where items go, what is of the meeting itself is the meeting after it.
    private static func subject(of delivery: Delivery, items: [MeetingItem], followUp: FollowUp?) -> Order.Subject? {
        if let id = delivery.itemID { return items.first { $0.id == id }.map { .item($0.item) } }
        let operation = Provider.named(delivery.destination.provider)?.operation(for: delivery.destination)
        return operation?.takesFollowUp == true ? followUp.map { .followUp($0) } : .meeting
    }
}

extension ProviderError {
    fileprivate var isUncertain: Bool {
        switch self {
        case .uncertain: true
        case .partly(_, let rest): rest.isUncertain
        default: false
        }
    }
}
