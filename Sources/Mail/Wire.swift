/// A connection to a mail server, line by line.
protocol Wire {
    mutating func send(_ text: String) async throws
    /// One line without its end; `nil` when the server has hung up.
    mutating func line() async throws -> String?
    /// Goes on under TLS. Whatever came in the clear behind the last line read is refused: it would be taken for the server's word.
    mutating func startTLS() async throws
}
