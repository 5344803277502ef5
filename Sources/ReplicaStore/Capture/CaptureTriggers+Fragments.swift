import CatalogModel

/// Pieces of SQL that several triggers use.
extension CaptureTriggers {
  /// The key of a row version, `NEW` or `OLD`.
  ///
  /// The plus takes the column's affinity away: the bookkeeping tables hold keys without a type, and
  /// a comparison with an affinity could not use their indexes.
  func key(_ version: String) -> String { "+\(version).\"\(table.keyName)\"" }

  /// Whether the row has a change that made it here and that the server does not know yet.
  func isCreatedHere(_ version: String) -> String {
    "EXISTS (\(openCreate(version)))"
  }

  /// Whether such a change exists and is not frozen into an operation: edits still melt into it.
  func isUnsentCreate(_ version: String) -> String {
    "EXISTS (\(openCreate(version)) AND operation IS NULL) AND NOT \(hasBase(version))"
  }

  /// Whether the server's version of the row is kept.
  func hasBase(_ version: String) -> String {
    let key = "\"\(table.keyName)\""
    return """
      EXISTS (SELECT 1 FROM "\(table.baseName)" WHERE \(key) = \(version).\(key))
      """
  }

  /// Whether the image of a row that this insert replaced is kept.
  var hasImage: String {
    "EXISTS (SELECT 1 FROM sync_before WHERE \(imageOfNew))"
  }

  /// The replaced row's value of a column; null where it had none.
  func image(_ column: String) -> String {
    "(SELECT value FROM sync_before WHERE \(imageOfNew) AND \"column\" = '\(column)')"
  }

  /// Forgets the image of a replaced row.
  func clearImage(_ version: String) -> String {
    "DELETE FROM sync_before WHERE resource = '\(table.name)' AND key = \(key(version))"
  }

  /// Keeps the server's version of the row at its first open change.
  ///
  /// A row made here has none. `guarded` adds a condition, `value` tells where a column comes from.
  func keepBase(
    _ version: String,
    guarded condition: String? = nil,
    value: (String) -> String
  ) -> String {
    let names = table.columns.map(\.name) + [ResourceTable.extraName]
    let conditions = ["NOT \(hasBase(version))", "NOT \(isCreatedHere(version))", condition]
    return """
      INSERT INTO "\(table.baseName)"(\(names.map { "\"\($0)\"" }.joined(separator: ", "))) \
      SELECT \(names.map(value).joined(separator: ", ")) \
      WHERE \(conditions.compactMap(\.self).joined(separator: " AND "))
      """
  }

  /// Writes the head of a change; the values that follow find it by `last_insert_rowid()`.
  func recordChange(_ version: String, kind: String, where condition: String? = nil) -> String {
    """
    INSERT INTO sync_changelog(resource, key, kind, time, user) \
    SELECT '\(table.name)', \(key(version)), \(kind), \
    coalesce((SELECT now FROM sync_engine WHERE id = 1), strftime('%Y-%m-%dT%H:%M:%f', 'now')), \
    (SELECT user FROM sync_engine WHERE id = 1)\(condition.map { " WHERE \($0)" } ?? "")
    """
  }

  /// Writes the values of the change just recorded.
  ///
  /// `row` tells a column's old value, its new value, and when it counts.
  func recordValues(
    _ columns: [String],
    _ row: (String) -> (old: String, new: String, condition: String?)
  ) -> String {
    // One statement for all columns: the value table has no rowid, so last_insert_rowid() stays.
    let terms = columns.map { column in
      let (old, new, condition) = row(column)
      return "SELECT last_insert_rowid(), '\(column)', \(old), \(new)"
        + (condition.map { " WHERE \($0)" } ?? "")
    }
    return "INSERT INTO sync_change_value(change, \"column\", old, new) "
      + terms.joined(separator: " UNION ALL ")
  }

  /// Fails the statement with a sentence where a condition holds.
  func abort(_ sentence: String, when condition: String) -> String {
    let words = "fieldsync: \(sentence)".replacing("'", with: "''")
    return "SELECT RAISE(ABORT, '\(words)') WHERE \(condition)"
  }

  /// Fails where a change of the row by another account still waits.
  ///
  /// An operation carries one author's work and only that author sends it, so a row that two accounts
  /// changed could never be sent by either.
  func abortOverAnother(_ version: String) -> String {
    abort(
      """
      another account's change of this row of \(table.name) still waits; \
      let that account sync first, or give its change up with queue drop.
      """,
      when: """
        EXISTS (SELECT 1 FROM sync_changelog WHERE resource = '\(table.name)' \
        AND key = \(key(version)) AND open = 1 \
        AND user <> (SELECT user FROM sync_engine WHERE id = 1))
        """
    )
  }

  /// Fails where a new text holds the character NUL, which the server stores nowhere (API fact) and
  /// most programs take for the end.
  func abortOverNUL(
    in columns: [String],
    where condition: (String) -> String? = { _ in nil }
  ) -> String {
    let terms = columns.map { column in
      let new = value(column, of: "NEW")
      let holds = "typeof(\(new)) = 'text' AND instr(\(new), char(0)) > 0"
      return "(" + [condition(column), holds].compactMap(\.self).joined(separator: " AND ") + ")"
    }
    return abort(
      "a text in \(table.name) holds the character NUL, which the server cannot store; take it out.",
      when: terms.joined(separator: " OR ")
    )
  }

  /// Fails where a new text is not valid UTF-8, which could not travel as it is.
  ///
  /// All texts of the row are looked at as one, with a space between them so that no two make a
  /// character together. Plain ASCII, the rule, costs one comparison. SQLite reads whatever bytes there
  /// are as some character; only a valid one is written as it was read. It takes the two
  /// noncharacters at the end of the basic plane for unreadable, though they are valid.
  func abortOverBrokenText(
    in columns: [String],
    where condition: (String) -> String? = { _ in nil }
  ) -> String {
    let texts = columns.map { column in
      let new = value(column, of: "NEW")
      let counts = [condition(column), "typeof(\(new)) = 'text'"].compactMap(\.self)
      return "CASE WHEN \(counts.joined(separator: " AND ")) THEN \(new) ELSE '' END"
    }
    return abort(
      "a text in \(table.name) is not valid UTF-8, so it would not arrive as it is; enter it anew.",
      when: """
        EXISTS (SELECT 1 FROM (SELECT \(texts.joined(separator: " || ' ' || ")) AS whole) \
        WHERE whole GLOB '*[^' || char(1) || '-' || char(127) || ']*' AND EXISTS ( \
        WITH RECURSIVE place(i) AS ( \
        SELECT 1 UNION ALL SELECT i + 1 FROM place WHERE i < length(whole)) \
        SELECT 1 FROM place WHERE char(unicode(substr(whole, i, 1))) IS NOT substr(whole, i, 1) \
        AND hex(substr(whole, i, 1)) NOT IN ('EFBFBE', 'EFBFBF')))
        """
    )
  }

  /// A column of a row version.
  func value(_ column: String, of version: String) -> String { "\(version).\"\(column)\"" }

  /// The key and the columns that a change carries.
  var changeColumns: [String] { [table.keyName] + table.dataColumns.map(\.name) }

  /// Columns that only the server writes.
  var serverColumns: [String] {
    table.stampColumns.map(\.name) + unwritable
  }

  private var imageOfNew: String { "resource = '\(table.name)' AND key = \(key("NEW"))" }

  private func openCreate(_ version: String) -> String {
    """
    SELECT 1 FROM sync_changelog WHERE resource = '\(table.name)' AND key = \(key(version)) \
    AND open = 1 AND kind = 'create'
    """
  }
}
