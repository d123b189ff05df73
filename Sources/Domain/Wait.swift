/// How long somebody is asked to wait.
package enum Wait {
    /// `1 second`, `89 seconds`, `2 minutes`: never less than the wait is, so from a minute and a half on in whole minutes, rounded up.
    package static func words(seconds: Int) -> String {
        if seconds < 90 { return seconds == 1 ? "1 second" : "\(seconds) seconds" }
        return "\((seconds + 59) / 60) minutes"
    }
}
