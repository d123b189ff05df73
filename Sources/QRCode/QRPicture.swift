import CPNG

/// A QR code as a PNG of two colours, white and black, one bit a pixel.
package struct QRPicture: Sendable {
    /// Pixels on each side.
    package let side: Int
    /// The file.
    package let png: [UInt8]

    /// Modules of white on every side, as the standard wants them.
    private static let quietZone = 4

    /// - Parameter scale: pixels on each side of a module.
    package init(of code: QRCode, scale: Int = 8) throws(QRCodeError) {
        let side = (code.size + 2 * Self.quietZone) * scale
        let pixels: [UInt8] = (0..<side * side).map { index in
            let (row, column) = (index / side / scale - Self.quietZone, index % side / scale - Self.quietZone)
            return code.isDark(row: row, column: column) ? 1 : 0
        }
        self.side = side
        png = try Self.encode(pixels, side: side)
    }

    /// By libpng's simplified interface, which reports errors by its result: the other one jumps over the frames of its caller.
    ///
    /// - Parameter pixels: 0 is white, 1 black.
    private static func encode(_ pixels: [UInt8], side: Int) throws(QRCodeError) -> [UInt8] {
        var image = png_image()
        image.version = png_uint_32(PNG_IMAGE_VERSION)
        image.width = png_uint_32(side)
        image.height = png_uint_32(side)
        // A palette of grey values; of two colours libpng makes one bit a pixel.
        image.format = png_uint_32(PNG_FORMAT_FLAG_COLORMAP)
        image.colormap_entries = 2
        defer { png_image_free(&image) }
        let palette: [UInt8] = [255, 0]
        var length = png_alloc_size_t(side * side + 1024)
        var bytes = [UInt8](repeating: 0, count: Int(length))
        guard png_image_write_to_memory(&image, &bytes, &length, 0, pixels, 0, palette) != 0, length <= bytes.count else {
            throw .pictureNotMade
        }
        return Array(bytes.prefix(Int(length)))
    }
}
