/// `GET drive/v3/files`. With `drive.file` an application sees the files it made, and no others.
struct GoogleFileList: GoogleMethod {
    let operation = "files"
    let service = "drive.googleapis.com"
    let scopes: [GoogleScope] = [.driveFile]
    let parameters: [String: GoogleParameter] = [
        "q": .text, "pageSize": .number(1...1_000), "pageToken": .text, "orderBy": .text, "spaces": .one(of: ["drive"]),
        "corpora": .one(of: ["user"]), "corpus": .one(of: ["user"]), "includeItemsFromAllDrives": .flag, "includeTeamDriveItems": .flag,
        "supportsAllDrives": .flag, "supportsTeamDrives": .flag, "includeLabels": .text, "includePermissionsForView": .text,
    ]
    private static let usual = "kind,incompleteSearch,nextPageToken,files(\(GoogleFileFields.usual))"

    func result(of call: GoogleMethodCall, in state: inout GoogleState) throws(GoogleFault) -> GoogleMethodResult {
        let wanted = try GoogleFileQuery(call.query["q"] ?? "")
        let files = state.documents.reversed().filter {
            $0.account == call.account.email && $0.clientID == call.clientID && wanted.matches($0)
        }
        let ordered = try GoogleFileOrder(call.query["orderBy"]).sorted(files)
        let page = try GooglePage(call.query["pageToken"], size: call.query["pageSize"].flatMap(Int.init) ?? 100, of: ordered.count)
        var members: [String: JSON] = [
            "kind": "drive#fileList", "incompleteSearch": false,
            "files": .array(ordered[page.range].map { GoogleFileResource(file: $0).value }),
        ]
        members["nextPageToken"] = page.next.map(JSON.string)
        let value = JSON.object(members)
        return .value(call.query["fields"] == nil ? try GoogleFieldMask(Self.usual).applied(to: value) : value)
    }
}
