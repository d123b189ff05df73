import Domain
import Hummingbird

/// The context of handlers for whoever runs the server: it cannot be made without them.
struct OperatorContext: ChildRequestContext {
    var coreContext: CoreRequestContextStorage
    let visitor: PersonContext

    /// - Throws: ``WebError/operatorNeeded``.
    init(context: PersonContext) throws {
        guard context.person.isOperator else { throw WebError.operatorNeeded }
        coreContext = context.coreContext
        visitor = context
    }

    var person: Person { visitor.person }
    var address: String? { visitor.address }
    var site: SiteContext { visitor.site }

    /// The provider the path names.
    func provider() throws -> ProviderID {
        ProviderID(rawValue: try coreContext.parameters.require("provider"))
    }
}
