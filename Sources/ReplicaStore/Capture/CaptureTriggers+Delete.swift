import CatalogModel

extension CaptureTriggers {
  /// Records a deletion with the values that go.
  var afterDelete: String {
    var body = [abortOverAnother("OLD")]
    if !table.resource.allows(.delete) {
      body.append(
        abort(
          "the server lets nobody delete rows of \(table.name); change the row instead.",
          when: "NOT (\(isUnsentCreate("OLD")))"
        )
      )
    }
    body += [
      keepBase("OLD") { value($0, of: "OLD") },
      recordChange("OLD", kind: "'delete'"),
      recordValues(changeColumns) { (value($0, of: "OLD"), "NULL", nil) },
      clearImage("OLD"),
      closeUnsentCreate,
    ]
    return trigger(.delete, "AFTER DELETE", body)
  }

  // What was made and deleted here before any of it was sent comes to nothing: nothing waits for it.
  private var closeUnsentCreate: String {
    let row = "resource = '\(table.name)' AND key = \(key("OLD")) AND open = 1"
    return """
      UPDATE sync_changelog SET open = 0, outcome = 'void' WHERE \(row) \
      AND \(isUnsentCreate("OLD")) \
      AND NOT EXISTS (SELECT 1 FROM sync_changelog WHERE \(row) AND operation IS NOT NULL)
      """
  }
}
