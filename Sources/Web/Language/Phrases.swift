/// What the other rooms say in English, in the languages of the pages: for what reaches a person elsewhere, such as a letter.
package struct Phrases: Sendable {
    private let texts: TextLibrary

    /// - Throws: when the texts that belong to the program are missing or broken.
    package init() throws {
        texts = try TextLibrary(files: AssetLibrary.files(in: "Texts"))
    }

    /// - Parameter language: BCP 47; English where it is not spoken here.
    package func callAsFunction(_ english: String, in language: String) -> String {
        texts.choose(wanted: language, accepting: nil).phrase(english)
    }
}
