extension Migrations {
    /// In which language letters are written to a person.
    static let languages = Migration(
        number: 21, name: "languages", statements: ["alter table people add column language text not null default 'en'"])
}
