import Domain
import Web

/// What the console says about who runs the server.
enum OperatorWords {
    /// The one place where a setup code is shown: whoever sees the console runs the server.
    static func invitation(_ code: SetupCode, at base: BaseURL) -> String {
        """
        Nobody runs this server yet. Sign up at \(base.text)/signup, or log in and open \(base.text)/setup, with the setup code
            \(code.reveal())
        It serves once, and for a week.
        """
    }

    static func list(_ operators: [Person]) -> String {
        guard !operators.isEmpty else { return "Nobody runs this server yet. To appoint somebody with an account: operator MAIL" }
        return operators.map { "\($0.email)  \($0.name)" }.joined(separator: "\n")
    }
}
