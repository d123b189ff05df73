import CZlib

/// Bytes in fewer bytes, as gzip writes them (RFC 1952) and every browser reads them.
package enum Gzip {
    /// As small as zlib makes it: for what is compressed once and sent often.
    ///
    /// - Throws: ``GzipError`` where zlib finds no memory.
    package static func compress(_ bytes: [UInt8]) throws(GzipError) -> [UInt8] {
        var stream = z_stream()
        let begun = deflateInit2_(
            &stream, Z_BEST_COMPRESSION, Z_DEFLATED, gzipWindow, mostMemory, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard begun == Z_OK else { throw GzipError(code: begun) }
        defer { deflateEnd(&stream) }
        // With as much room as it can need, one call does all.
        let room = Int(deflateBound(&stream, UInt(bytes.count)))
        var (source, ended) = (bytes, Z_OK)
        let compressed = [UInt8](unsafeUninitializedCapacity: room) { target, count in
            source.withUnsafeMutableBufferPointer { source in
                (stream.next_in, stream.avail_in) = (source.baseAddress, UInt32(source.count))
                (stream.next_out, stream.avail_out) = (target.baseAddress, UInt32(target.count))
                ended = deflate(&stream, Z_FINISH)
                count = target.count - Int(stream.avail_out)
            }
        }
        guard ended == Z_STREAM_END else { throw GzipError(code: ended) }
        return compressed
    }

    /// The largest window, 32 KB; sixteen more asks for gzip's frame.
    private static let gzipWindow: Int32 = 15 + 16
    private static let mostMemory: Int32 = 9
}

package struct GzipError: Error {
    /// zlib's.
    package let code: Int32
}
