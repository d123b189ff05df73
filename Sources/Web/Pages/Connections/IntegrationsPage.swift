struct IntegrationsPage: Page {
    static let template = "integrations"
    let groups: CardGroups
}
