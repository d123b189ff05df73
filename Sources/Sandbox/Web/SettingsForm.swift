/// The index page's forms as the JSON they stand for.
enum SettingsForm {
    /// Digits become numbers, `true` and `false` truth values; the three fields of a failure become one order; what is empty is left out.
    static func fields(_ form: Form) -> [String: JSON] {
        var fields: [String: JSON] = [:]
        for (name, value) in form.fields where !value.isEmpty && !name.hasPrefix("fail_") {
            fields[name] = Int(value).map(JSON.int) ?? Bool(value).map(JSON.bool) ?? .string(value)
        }
        if let operation = form["fail_operation"] {
            let status = form["fail_status"].flatMap(Int.init) ?? 503
            let times = form["fail_times"].flatMap(Int.init) ?? 1
            fields["fail_next"] = [["operation": .string(operation), "status": .int(status), "times": .int(times)]]
        }
        return fields
    }
}
