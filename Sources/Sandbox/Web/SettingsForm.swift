/// The pages' forms as the JSON they stand for.
enum SettingsForm {
    /// Digits become numbers, `on` and `off`, `true` and `false` truth values; the fields of a failure become one order; what is empty is
    /// left out.
    static func fields(_ form: Form) -> [String: JSON] {
        var fields: [String: JSON] = [:]
        for (name, value) in form.fields where !value.isEmpty && !name.hasPrefix("fail_") {
            fields[name] = json(value)
        }
        if let operation = form["fail_operation"] {
            var failure: [String: JSON] = ["operation": .string(operation), "status": 503]
            for (name, value) in form.fields where name.hasPrefix("fail_") && name != "fail_operation" && !value.isEmpty {
                failure[String(name.dropFirst("fail_".count))] = json(value)
            }
            fields["fail_next"] = [.object(failure)]
        }
        return fields
    }

    private static func json(_ value: String) -> JSON {
        switch value {
        case "on", "true": true
        case "off", "false": false
        default: Int(value).map(JSON.int) ?? .string(value)
        }
    }
}
