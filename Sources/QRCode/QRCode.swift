import CQrencode

/// A text as a QR code (ISO/IEC 18004), to be read by a camera.
package struct QRCode: Sendable, Equatable {
    /// On each side, without the quiet zone.
    package let size: Int
    /// Row by row from the top left: which modules are dark.
    private let dark: [Bool]

    /// Takes the smallest code the bytes fit in at error correction level M, which bears the loss of 15 in a hundred.
    package init(_ text: String) throws(QRCodeError) {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty, let code = QRcode_encodeData(Int32(bytes.count), bytes, 0, QR_ECLEVEL_M) else { throw .tooLong }
        defer { QRcode_free(code) }
        let size = Int(code.pointee.width)
        // The lowest bit tells black from white, the others what a module is for.
        dark = UnsafeBufferPointer(start: code.pointee.data, count: size * size).map { $0 & 1 == 1 }
        self.size = size
    }

    package func isDark(row: Int, column: Int) -> Bool {
        (0..<size).contains(row) && (0..<size).contains(column) && dark[row * size + column]
    }
}
