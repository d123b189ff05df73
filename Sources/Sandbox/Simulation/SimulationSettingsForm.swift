/// The pages' forms as the JSON they stand for.
enum SimulationSettingsForm {
    /// Digits become numbers, `on` and `off` become truth values, the fields of a failure become one order; what is empty is left out.
    static func fields(_ form: Form) -> [String: JSON] {
        var fields: [String: JSON] = [:]
        for (name, value) in form.fields where !value.isEmpty && !name.hasPrefix("fail_") {
            fields[name] = json(value)
        }
        if let operation = form["fail_operation"] {
            let status = form["fail_status"].flatMap(Int.init) ?? 503
            let times = form["fail_times"].flatMap(Int.init) ?? 1
            fields["fail_next"] = [["operation": .string(operation), "status": .int(status), "times": .int(times)]]
        }
        return fields
    }

    private static func json(_ value: String) -> JSON {
        switch value {
        case "on": true
        case "off": false
        default: Int(value).map(JSON.int) ?? .string(value)
        }
    }
}
