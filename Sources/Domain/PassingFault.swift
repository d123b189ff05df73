/// An error that may be a fault of something this server needs, such as its database, and that passes without anybody changing the request.
package protocol PassingFault: Error {
    var isPassing: Bool { get }
}
