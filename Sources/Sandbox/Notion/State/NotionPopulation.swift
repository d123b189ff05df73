/// How workspaces, people, pages and databases come into being.
extension NotionState {
    /// Gives its id.
    mutating func addWorkspace(named name: String) -> String {
        let id = Surroundings.uuid(named: "notion/\(name)")
        workspaces.append(NotionWorkspace(id: id, name: name))
        return id
    }

    mutating func addUser(named name: String, email: String, to workspaceID: String) {
        users.append(NotionUser(id: Surroundings.uuid(named: "notion/user/\(email)"), name: name, email: email, workspaceID: workspaceID))
    }

    /// Gives its id.
    @discardableResult
    mutating func addPage(_ title: String, to workspaceID: String, below parent: String? = nil, now: SimulationMoment) -> String {
        let id = Surroundings.uuid(named: "notion/page/\(workspaceID)/\(title)")
        pages.append(
            NotionPage(
                id: id, workspaceID: workspaceID, parent: parent.map(NotionParent.page) ?? .workspace, title: title, properties: [:],
                blocks: [], createdBy: users.first { $0.workspaceID == workspaceID }?.id ?? "", account: nil, createdAt: now, url: ""))
        return id
    }

    mutating func addDataSource(_ title: String, to workspaceID: String, schema: [String: String], now: SimulationMoment) {
        dataSources.append(
            NotionDataSource(
                id: Surroundings.uuid(named: "notion/data/\(workspaceID)/\(title)"),
                databaseID: Surroundings.uuid(named: "notion/database/\(workspaceID)/\(title)"), workspaceID: workspaceID, title: title,
                schema: schema, createdAt: now))
    }
}
