import Domain
import Providers
import Storage

extension Letter {
    /// Asks a person, in their language, to connect a provider anew.
    init(_ queued: LetterTable.Queued, to person: Person, of provider: Provider, _ office: PostOffice) {
        let say = { office.translate($0, person.language) }
        // Its connections are on the organisation's own page.
        let page = queued.organisation.map { "organizations/\($0)#\(provider.id)" } ?? "integrations#\(provider.id)"
        self.init(
            id: queued.id, to: person.email, subject: say("\(provider.name) needs to be reconnected"),
            text: """
                \(say("Hello \(person.name),"))

                \(say(queued.cause)) \(say("What you send there waits until you reconnect; nothing is lost."))

                \(say("Reconnect \(provider.name):")) \(office.publicAddress)/settings/\(page)

                Meeting Intelligence

                """
        )
    }
}
