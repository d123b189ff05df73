package import Domain
import Providers

extension Connections {
    /// Every provider there is and what people call it, in the order of the cards.
    package static let providerNames: [(id: ProviderID, name: String)] = Provider.all.map { ($0.id, $0.name) }
}
