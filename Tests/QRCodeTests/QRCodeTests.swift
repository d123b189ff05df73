import Foundation
import LiveSupport
import QRCode
import Testing

@Suite("A code says what it was made of")
struct QRCodeTests {
    private static let link = "https://meetings.example.org/connect/phone/" + String(repeating: "aZ09_-x", count: 6) + "Q"

    @Test(
        .enabled(if: CodeReader.isInstalled || ProcessInfo.processInfo.environment["CI"] != nil, "zbarimg is not installed"),
        arguments: [link, "x", "Grüße aus Köln: ☕", String(repeating: "0123456789abcdef", count: 60)]
    )
    func `another reader reads the same text`(text: String) throws {
        #expect(try CodeReader.text(in: try QRPicture(of: try QRCode(text)).png) == text)
    }

    @Test func `the finder patterns stand in three corners`() throws {
        let code = try QRCode(Self.link)
        let finder = ["1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111"]
        for (top, left) in [(0, 0), (0, code.size - 7), (code.size - 7, 0)] {
            let found = (0..<7).map { row in
                (0..<7).map { code.isDark(row: top + row, column: left + $0) ? "1" : "0" }.joined()
            }
            #expect(found == finder)
        }
        #expect((code.size - 17) % 4 == 0)
    }

    @Test func `outside the code everything is white`() throws {
        let code = try QRCode("x")
        #expect(code.isDark(row: 0, column: 0))
        #expect(!code.isDark(row: -1, column: 0))
        #expect(!code.isDark(row: 0, column: code.size))
    }

    @Test func `the picture is a PNG of one bit a pixel with a quiet zone of four modules`() throws {
        let code = try QRCode(Self.link)
        let picture = try QRPicture(of: code, scale: 5)
        #expect(picture.side == (code.size + 8) * 5)
        #expect(picture.png.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
        func number(at offset: Int) -> Int { picture.png[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } }
        #expect(number(at: 16) == picture.side)
        #expect(number(at: 20) == picture.side)
        #expect(picture.png[24] == 1)
        #expect(picture.png.count < 4096)
    }

    @Test func `the same text makes the same code, another text another`() throws {
        #expect(try QRCode("a") == QRCode("a"))
        #expect(try QRCode("a") != QRCode("b"))
    }

    @Test(arguments: ["", String(repeating: "x", count: 2332)]) func `what fits in no code is refused`(text: String) {
        #expect(throws: QRCodeError.tooLong) { try QRCode(text) }
    }

    @Test func `the largest code there is still fits`() throws {
        #expect(try QRCode(String(repeating: "x", count: 2331)).size == 177)
    }
}
