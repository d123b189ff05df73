/// The fields of a file, as Drive's discovery document has them.
enum GoogleFileFields {
    /// What can be written and is kept; the rest goes unheeded.
    static let all: [String: GoogleField] = written.merging(Dictionary(uniqueKeysWithValues: unheeded.map { ($0, .ignored) })) { $1 }

    private static let written: [String: GoogleField] = [
        "name": .text, "mimeType": .text, "description": .text, "starred": .flag, "parents": .list(.text), "appProperties": .map,
        "properties": .map, "id": .text,
    ]

    private static let unheeded = [
        "capabilities", "clientEncryptionDetails", "contentHints", "contentRestrictions", "copyRequiresWriterPermission", "createdTime",
        "downloadRestrictions", "driveId", "explicitlyTrashed", "exportLinks", "fileExtension", "folderColorRgb", "fullFileExtension",
        "hasAugmentedPermissions", "hasThumbnail", "headRevisionId", "iconLink", "imageMediaMetadata", "inheritedPermissionsDisabled",
        "isAppAuthorized", "kind", "labelInfo", "lastModifyingUser", "linkShareMetadata", "md5Checksum", "modifiedByMe", "modifiedByMeTime",
        "modifiedTime", "originalFilename", "ownedByMe", "owners", "permissionIds", "permissions", "quotaBytesUsed", "resourceKey",
        "sha1Checksum", "sha256Checksum", "shared", "sharedWithMeTime", "sharingUser", "shortcutDetails", "size", "spaces", "teamDriveId",
        "thumbnailLink", "thumbnailVersion", "trashed", "trashedTime", "trashingUser", "version", "videoMediaMetadata", "viewedByMe",
        "viewedByMeTime", "viewersCanCopyContent", "webContentLink", "webViewLink", "writersCanShare",
    ]

    /// What an answer has when `fields` says nothing.
    static let usual = "kind,id,name,mimeType"
}
