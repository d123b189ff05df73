import HTTPTypes

/// One call of the API by an app that proved who it is.
struct NotionCall: Sendable {
    let request: SimulationRequest
    /// The last id of the path, where it has one.
    let pathID: String?
    let bot: NotionBot
    let surroundings: Surroundings

    var now: SimulationMoment { SimulationMoment(surroundings.now()) }

    /// The JSON body, with no other members than these.
    func body(_ names: Set<String>) throws(NotionFault) -> [String: JSON] {
        guard let body = request.object else {
            throw NotionFault(status: .badRequest, code: "invalid_json", message: "Error parsing JSON body.")
        }
        if let unknown = body.keys.filter({ !names.contains($0) }).min() {
            throw .validation("body failed validation: body.\(unknown) should be not present.")
        }
        return body
    }
}
