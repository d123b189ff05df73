import Testing

@testable import Sandbox

@Suite("Drive makes a document of what is uploaded, and finds it again")
struct GoogleDocumentTests {
    static let document = "application/vnd.google-apps.document"

    private static func metadata(_ name: String, key: String? = nil) -> JSON {
        var members: [String: JSON] = ["name": .string(name), "mimeType": .string(document)]
        if let key { members["appProperties"] = ["item": .string(key)] }
        return .object(members)
    }

    @Test(arguments: ["text/html; charset=utf-8", "text/markdown", "text/plain; charset=utf-8"])
    func `text becomes a document`(type: String) async throws {
        let world = try GoogleWorld()
        try await world.run { google async throws in
            let reply = try await google.upload(Self.metadata("Notes"), "Café <b>notes</b>", type: type, token: google.connect().access)
            #expect(reply.status == 200)
            #expect(reply["kind"] == "drive#file")
            #expect(reply["mimeType"]?.string == Self.document)
            let link = try #require(reply["webViewLink"]?.string)
            #expect(link.hasPrefix("http://127.0.0.1:8001/docs.google.com/ada@acme.example/document/"))
            #expect(try await google.get(String(link.dropFirst("http://127.0.0.1:8001".count))).text.contains("Café"))
        }
        let saved = try #require(world.google.documents.first)
        #expect(saved.content == "Café <b>notes</b>")
        #expect(saved.name == "Notes" && saved.account == "ada@acme.example")
        #expect(saved.contentType == String(type.prefix { $0 != ";" }))
    }

    @Test func `the answer has the fields that were asked for`() async throws {
        try await GoogleWorld().run { google async throws in
            let token = try await google.connect().access
            let usual = try await google.upload(Self.metadata("A"), "x", token: token, query: "")
            #expect(usual["name"] == "A" && usual["kind"] == "drive#file")
            #expect(usual["webViewLink"] == nil, "only when it is asked for")
            let some = try await google.upload(Self.metadata("A"), "x", token: token, query: "&fields=id,webViewLink,owners/emailAddress")
            guard case .object(let members)? = JSON(text: some.text) else { return }
            #expect(Set(members.keys) == ["id", "webViewLink", "owners"])
            #expect(some["owners", "0"] == ["emailAddress": "ada@acme.example"])
            for mask in ["id,", "files(id", "id)", "(id)"] {
                #expect(try await google.upload(Self.metadata("A"), "x", token: token, query: "&fields=\(mask)").status == 400)
            }
        }
    }

    @Test func `a search finds what the application marked`() async throws {
        try await GoogleWorld().run { google async throws in
            let token = try await google.connect().access
            for (name, key) in [("One", "k1"), ("Two", "k2"), ("It's", "o'clock \\ ")] {
                #expect(try await google.upload(Self.metadata(name, key: key), "x", token: token).status == 200)
            }
            let wanted: [(String, [String])] = [
                ("appProperties has { key='item' and value='k1' }", ["One"]),
                ("appProperties has {key='item' and value='k1'} and trashed = false", ["One"]),
                ("trashed=false and appProperties has { key = 'item' and value = 'o\\'clock \\\\ ' }", ["It's"]),
                ("appProperties has { key='item' and value='k9' }", []), ("trashed = true", []), ("name = 'It\\'s'", ["It's"]),
                ("name contains 'tw'", ["Two"]), ("mimeType = '\(Self.document)'", ["It's", "Two", "One"]),
                ("mimeType != '\(Self.document)'", []), ("properties has { key='item' and value='k1' }", []),
            ]
            for (query, names) in wanted {
                #expect(try await google.files(query, token: token).strings("name", of: "files") == names, "\(query)")
            }
            #expect(try await google.files(nil, token: token).strings("name", of: "files") == ["It's", "Two", "One"], "newest first")
            #expect(try await google.files(nil, token: token, "&orderBy=name").strings("name", of: "files") == ["It's", "One", "Two"])
        }
    }

    @Test(
        arguments: [
            "appProperties has { key='item' }", "appProperties='x'", "trashed = maybe", "name = One", "trashed = false and",
            "trashed = false or name = 'x'", "name = 'x", "trashed = false name = 'x'",
        ])
    func `a query that cannot be read is refused`(query: String) async throws {
        try await GoogleWorld().run { google async throws in
            let reply = try await google.files(query, token: google.connect().access)
            #expect(reply.status == 400)
            #expect(reply["error", "errors", "0", "location"] == "q")
        }
    }

    @Test func `a list comes in pages`() async throws {
        try await GoogleWorld().run { google async throws in
            let token = try await google.connect().access
            for name in ["A", "B", "C"] { _ = try await google.upload(Self.metadata(name), "x", token: token) }
            let first = try await google.files(nil, token: token, "&pageSize=2")
            #expect(first.strings("name", of: "files") == ["C", "B"])
            let next = try #require(first["nextPageToken"]?.string)
            let second = try await google.files(nil, token: token, "&pageSize=2&pageToken=\(next)")
            #expect(second.strings("name", of: "files") == ["A"])
            #expect(second["nextPageToken"] == nil)
        }
    }

    @Test func `an application sees its own files, and nobody else's`() async throws {
        try await GoogleWorld().run { google async throws in
            let token = try await google.connect().access
            let made = try await google.upload(Self.metadata("Mine"), "x", token: token)
            let path = "/www.googleapis.com/drive/v3/files/\(made["id"]?.string ?? "")"
            #expect(try await google.call(.get, path + "?fields=name", token: token).text == "{\"name\":\"Mine\"}")
            let code = try await google.code(["client_id": "stranger"])
            let exchanged = try await google.exchange(code, ["client_id": "stranger", "client_secret": "hidden"])
            let stranger = exchanged["access_token"]?.string ?? ""
            #expect(try await google.files(nil, token: stranger)["files"] == [])
            #expect(try await google.call(.get, path, token: stranger).status == 404)
            #expect(try await google.call(.get, path, token: google.connect(as: "ben@acme.example").access).status == 404)
        }
    }

    @Test(
        arguments: [
            ["name": "A", "title": "B"], ["name": 5], ["appProperties": ["k": 1]], ["id": "made-before"],
            ["appProperties": ["k": .string(String(repeating: "v", count: 124))]], ["properties": ["": "v"]],
            ["mimeType": "application/vnd.google-apps.spreadsheet"], ["mimeType": "application/vnd.google-apps.folder"],
        ] as [JSON])
    func `metadata that cannot be is refused`(metadata: JSON) async throws {
        let world = try GoogleWorld()
        try await world.run { google async throws in
            #expect(try await google.upload(metadata, "x", token: google.connect().access).status == 400)
        }
        #expect(world.google.documents.isEmpty)
    }

    @Test func `a property may have 124 bytes, key and value together`() async throws {
        try await GoogleWorld().run { google async throws in
            let token = try await google.connect().access
            let fits: JSON = ["appProperties": ["key": .string(String(repeating: "v", count: 121))]]
            #expect(try await google.upload(fits, "x", token: token).status == 200)
            let umlauts: JSON = ["appProperties": ["key": .string(String(repeating: "ü", count: 61))]]
            #expect(try await google.upload(umlauts, "x", token: token).status == 400, "125 bytes in UTF-8")
        }
    }

    @Test func `a body that is not two parts is refused`() async throws {
        try await GoogleWorld().run { google async throws in
            let token = try await google.connect().access
            let path = "/www.googleapis.com/upload/drive/v3/files?uploadType=multipart"
            let related = "multipart/related; boundary=b"
            let json = "--b\r\nContent-Type: application/json\r\n\r\n{}\r\n"
            for (body, type) in [
                ("{}", "application/json"), (json + "--b--", related), (json + "--b\r\n\r\nx\r\n--b--", related),
                (json + "--b\r\nContent-Type: text/html\r\n\r\nx", related),
                ("--b\r\nContent-Type: application/json\r\n\r\n{half\r\n--b\r\nContent-Type: text/html\r\n\r\nx\r\n--b--", related),
                (json + "--b\r\nContent-Type: text/html\r\n\r\nx\r\n--b--", "multipart/related"),
            ] {
                let reply = try await google.call(.post, path, token: token, body: body, type: type)
                #expect(reply.status == 400, "\(body)")
            }
            let simple = "/www.googleapis.com/upload/drive/v3/files?uploadType=media"
            #expect(try await google.call(.post, simple, token: token, body: "x", type: "text/html").status == 400)
        }
    }
}
