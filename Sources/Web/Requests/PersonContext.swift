import Domain
import Hummingbird

/// The context of handlers that need somebody: it cannot be made without one.
struct PersonContext: ChildRequestContext {
    var coreContext: CoreRequestContextStorage
    let visitor: Visitor
    let site: SiteContext

    /// - Throws: ``WebError/signInNeeded``.
    init(context: SiteContext) throws {
        guard let visitor = context.visitor else { throw WebError.signInNeeded }
        self.visitor = visitor
        coreContext = context.coreContext
        site = context
    }

    var person: Person { visitor.person }
    var address: String? { site.address }

    /// The submitted form.
    var form: Form {
        get throws(WebError) {
            guard let form = site.form else { throw .contentType(expected: "a form") }
            return form
        }
    }
}
