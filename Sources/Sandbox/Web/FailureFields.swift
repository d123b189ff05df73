/// The fields of a page's form that order a failure, as ``SettingsForm`` reads them.
struct FailureFields: Sendable {
    /// What it can be ordered for.
    let operations: [String]

    private static let errors = ["invalid_grant", "invalid_client", "unauthorized_client", "temporarily_unavailable"]

    var content: HTML {
        """
        <label>Fail the next calls of<select name="fail_operation"><option value="">– nothing –</option>
        \(HTML(operations.map { "<option>\($0)</option>" }))</select></label>
        <label>with the status<input name="fail_status" type="number" min="200" max="599" value="503"></label>
        <label>and the error<input name="fail_error" list="fail-errors" placeholder="what fits the status"></label>
        <datalist id="fail-errors">\(HTML(Self.errors.map { "<option>\($0)</option>" }))</datalist>
        <label>so many times<input name="fail_times" type="number" min="1" value="1"></label>
        <label>The work<select name="fail_after_work"><option value="off">is not done</option>
        <option value="on">is done, and its answer lost</option></select></label>
        <label>To be tried again after, in seconds<input name="fail_retry_after" type="number" min="0" placeholder="it does not say"></label>
        <label>which it tells as<select name="fail_retry_after_date"><option value="off">seconds</option>
        <option value="on">a date</option></select></label>
        """
    }
}
