/// `GET drive/v3/files/{file}`.
struct GoogleFileGet: GoogleMethod {
    let file: String
    let operation = "file_get"
    let service = "drive.googleapis.com"
    let scopes: [GoogleScope] = [.driveFile]
    let parameters: [String: GoogleParameter] = [
        "acknowledgeAbuse": .flag, "includeLabels": .text, "includePermissionsForView": .text, "supportsAllDrives": .flag,
        "supportsTeamDrives": .flag,
    ]

    func result(of call: GoogleMethodCall, in state: inout GoogleState) throws(GoogleFault) -> GoogleMethodResult {
        guard let file = state.documents.first(where: { $0.id == file && $0.account == call.account.email && $0.clientID == call.clientID })
        else { throw .notFound("File not found: \(file).") }
        let resource = GoogleFileResource(file: file).value
        return .value(call.query["fields"] == nil ? try GoogleFieldMask(GoogleFileFields.usual).applied(to: resource) : resource)
    }
}
