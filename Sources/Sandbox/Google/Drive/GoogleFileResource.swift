/// A file as the API gives it.
struct GoogleFileResource: Sendable {
    let file: GoogleDocument

    var value: JSON {
        var members: [String: JSON] = [
            "kind": "drive#file", "id": .string(file.id), "name": .string(file.name), "mimeType": .string(file.mimeType),
            "starred": .bool(file.isStarred), "trashed": false, "explicitlyTrashed": false,
            "parents": .array(file.parents.map(JSON.string)),
            "spaces": ["drive"], "version": "1", "webViewLink": .string(file.url), "createdTime": .string(file.createdAt),
            "modifiedTime": .string(file.createdAt), "ownedByMe": true, "shared": false, "isAppAuthorized": true,
            "owners": [["kind": "drive#user", "emailAddress": .string(file.account), "me": true]],
            "size": .string(String(file.content.utf8.count)),
        ]
        members["description"] = file.description.map(JSON.string)
        if !file.appProperties.isEmpty { members["appProperties"] = .object(file.appProperties.mapValues(JSON.string)) }
        if !file.properties.isEmpty { members["properties"] = .object(file.properties.mapValues(JSON.string)) }
        return .object(members)
    }
}
