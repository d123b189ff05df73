/// `POST upload/drive/v3/files?uploadType=multipart`: one part says what the file is, the other is the file.
struct GoogleFileUpload: GoogleMethod {
    let operation = "document"
    let service = "drive.googleapis.com"
    let scopes: [GoogleScope] = [.driveFile]
    let parameters: [String: GoogleParameter] = [
        "uploadType": .one(of: ["multipart"]), "enforceSingleParent": .flag, "ignoreDefaultVisibility": .flag, "includeLabels": .text,
        "includePermissionsForView": .text, "keepRevisionForever": .flag, "ocrLanguage": .text, "supportsAllDrives": .flag,
        "supportsTeamDrives": .flag, "useContentAsIndexableText": .flag,
    ]

    /// What becomes a document.
    private static let convertible: Set<String> = ["text/html", "text/markdown", "text/plain"]
    /// Of one property, key and value together, in UTF-8.
    private static let longestProperty = 124
    /// Of one application.
    private static let mostProperties = 30

    func result(of call: GoogleMethodCall, in state: inout GoogleState) throws(GoogleFault) -> GoogleMethodResult {
        guard call.query["uploadType"] != nil else { throw .invalid(parameter: "uploadType", "uploadType must be multipart") }
        let upload = try GoogleMultipart(call.request)
        let metadata = try GoogleField.members(of: upload.metadata, GoogleFileFields.all, at: "")
        try check(metadata)
        let mimeType = metadata["mimeType"]?.string ?? upload.contentType
        if mimeType.hasPrefix("application/vnd.google-apps.") {
            guard mimeType == GoogleDocument.documentType, Self.convertible.contains(upload.contentType) else {
                throw GoogleFault(
                    code: 400, message: "Conversion of the uploaded content to the requested type is not supported.", reason: "badRequest")
            }
        }
        let id = "1" + Base64URL.encoded(call.surroundings.random(32))
        let file = GoogleDocument(
            id: id, account: call.account.email, name: metadata["name"]?.string ?? "Untitled", mimeType: mimeType,
            contentType: upload.contentType, content: upload.content, description: metadata["description"]?.string,
            appProperties: Self.texts(metadata["appProperties"]), properties: Self.texts(metadata["properties"]), parents: ["root"],
            isStarred: metadata["starred"] == true, createdAt: call.now.text,
            url: "\(call.surroundings.publicURL)/docs.google.com/\(call.account.email)/document/\(id)", clientID: call.clientID)
        state.documents.append(file)
        let resource = GoogleFileResource(file: file).value
        return .value(call.query["fields"] == nil ? try GoogleFieldMask(GoogleFileFields.usual).applied(to: resource) : resource)
    }

    private func check(_ metadata: [String: JSON]) throws(GoogleFault) {
        // Ids made beforehand are not for documents: https://developers.google.com/workspace/drive/api/guides/create-file
        guard metadata["id"] == nil else { throw .invalid("Generated IDs are not supported for Docs Editors formats.") }
        if case .array(let parents)? = metadata["parents"] {
            // With drive.file an application knows no folder but the root it cannot list.
            guard parents.allSatisfy({ $0 == "root" }) else {
                throw .notFound("File not found: \(parents.compactMap(\.string).joined(separator: ", ")).")
            }
        }
        for name in ["appProperties", "properties"] {
            let properties = Self.texts(metadata[name])
            guard properties.count <= Self.mostProperties else { throw .invalid("Too many \(name).") }
            for (key, value) in properties {
                guard !key.isEmpty, key.utf8.count + value.utf8.count <= Self.longestProperty else {
                    throw .invalid("The key and value of a property must not have more than 124 bytes in UTF-8.")
                }
            }
        }
    }

    private static func texts(_ map: JSON?) -> [String: String] {
        if case .object(let members)? = map { members.compactMapValues(\.string) } else { [:] }
    }
}
