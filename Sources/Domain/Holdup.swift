/// A delivery that goes no further before its person does something, with the names it is told by.
package struct Holdup: Sendable, Equatable {
    package let delivery: Delivery
    /// `nil` where the whole meeting is delivered.
    package let item: String?
    package let meeting: String

    package init(delivery: Delivery, item: String?, meeting: String) {
        self.delivery = delivery
        self.item = item
        self.meeting = meeting
    }
}
