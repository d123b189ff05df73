package enum QRCodeError: Error, Equatable {
    /// More than the largest code holds, 2,331 bytes at level M, or nothing at all.
    case tooLong
    case pictureNotMade
}
