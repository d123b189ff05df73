package import Domain
package import Foundation
package import HTTPTypes

/// How a provider tells by itself that grants have ended.
package struct Webhook: Sendable {
    /// The environment variable that may hold the secret of the signature, called what the provider calls that.
    package var secretVariable: String
    /// Reads a message, if it is the provider's own and fresh. Pure: the secret and the time are handed in.
    package var read: @Sendable (_ message: Message, _ secret: Secret, _ now: Date) throws(WebhookError) -> WebhookNews

    package init(
        secretVariable: String,
        read: @escaping @Sendable (_ message: Message, _ secret: Secret, _ now: Date) throws(WebhookError) -> WebhookNews
    ) {
        self.secretVariable = secretVariable
        self.read = read
    }

    /// A request as it came: the signature is over these very bytes.
    package struct Message: Sendable {
        package let headers: HTTPFields
        package let body: [UInt8]

        package init(headers: HTTPFields, body: [UInt8]) {
            self.headers = headers
            self.body = body
        }
    }
}
