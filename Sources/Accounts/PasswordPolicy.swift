/// Which passwords are taken (NIST SP 800-63B-4, section 3.1.1.2): long ones that are not among the first a guesser tries.
package enum PasswordPolicy {
    package enum Fault: Sendable, Equatable {
        case tooShort, tooLong, guessable

        package var message: String {
            switch self {
            case .tooShort: "Choose a password of at least \(PasswordPolicy.shortest) characters; a few words in a row are fine."
            case .tooLong: "Choose a password of at most \(PasswordPolicy.longest) characters."
            case .guessable: "This password is among the first that are guessed. Choose other words, and not your name or address."
            }
        }
    }

    /// Characters; the password is the only factor.
    package static let shortest = 15
    package static let longest = 200

    /// `nil` when the password is fine. Nothing is changed about it: spaces, case and any script count as they are.
    package static func fault(in password: String, name: String, email: String) -> Fault? {
        guard password.count >= shortest else { return .tooShort }
        guard password.count <= longest else { return .tooLong }
        let lower = password.lowercased()
        if Set(lower).count < 5 || isRepetition(lower) || isSequence(lower) { return .guessable }
        return residue(of: lower, without: known + words(of: name) + words(of: email)).count < 5 ? .guessable : nil
    }

    /// What a guesser has to guess beyond the words they begin with.
    private static func residue(of password: String, without words: [String]) -> String {
        var rest = password.filter { !$0.isWhitespace && !$0.isPunctuation && !$0.isSymbol }
        for word in words.sorted(by: { $0.count > $1.count }) { rest = rest.replacing(word, with: "") }
        return rest.filter { !$0.isNumber }
    }

    private static func isRepetition(_ text: String) -> Bool {
        let characters = Array(text)
        return (1...characters.count / 2).contains { length in
            length <= 8 && zip(characters, characters.dropFirst(length)).allSatisfy(==)
        }
    }

    /// `abcdefghijklmnop`, `9876543210987654`, `qwertyuiopasdfgh`
    private static func isSequence(_ text: String) -> Bool {
        let rows = [
            "abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm", "1q2w3e4r5t6y7u8i9o0p",
        ]
        let pairs = Set(rows.flatMap { row in zip(row, row.dropFirst()).flatMap { [[$0, $1], [$1, $0]] } })
        let steps = zip(text, text.dropFirst()).count { pairs.contains([$0, $1]) }
        return steps * 10 >= (text.count - 1) * 8
    }

    private static func words(of text: String) -> [String] {
        text.lowercased().split { !$0.isLetter }.map(String.init).filter { $0.count >= 3 }
    }

    private static let known = [
        "password", "passwort", "passw0rd", "p@ssw0rd", "pass", "word", "qwerty", "qwertz", "letmein", "welcome", "willkommen", "admin",
        "administrator", "iloveyou", "monkey", "dragon", "football", "baseball", "sunshine", "princess", "master", "shadow", "superman",
        "batman", "trustno", "secret", "login", "hello", "hallo", "changeme", "default", "test", "user", "root", "love", "abc", "asdf",
        "zxcv", "meeting", "intelligence", "meetingintelligence", "correct", "horse", "battery", "staple", "summer", "winter", "spring",
        "autumn", "january", "december", "company", "google", "linear", "slack", "linkedin", "facebook", "computer", "internet", "please",
        "thisis", "mypassword", "the", "my", "is", "not", "temp", "guest",
    ]
}
