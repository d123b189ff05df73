/// One step of the schema. Never edited once shipped: a later step changes what an earlier one made.
package struct Migration: Sendable {
    /// Counts from 1, without gaps.
    package let number: Int
    package let name: String
    package let statements: [SQL]
}
