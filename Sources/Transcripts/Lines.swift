/// The lines of a text, ended by LF, CR LF or CR, one at a time: a file of ten million empty lines costs no memory.
struct Lines: Sequence, IteratorProtocol {
    private let text: String
    private var position: String.Index

    init(_ text: String) {
        self.text = text
        position = text.startIndex
    }

    mutating func next() -> Substring? {
        let bytes = text.utf8
        guard position < bytes.endIndex else { return nil }
        let start = position
        guard let end = bytes[start...].firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else {
            position = bytes.endIndex
            return text[start...]
        }
        position = bytes.index(after: end)
        if bytes[end] == 0x0D, position < bytes.endIndex, bytes[position] == 0x0A {
            position = bytes.index(after: position)
        }
        return text[start..<end]
    }
}
