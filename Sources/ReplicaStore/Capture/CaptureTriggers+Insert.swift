import CatalogModel

extension CaptureTriggers {
  /// Keeps the image of a row that an insert is about to replace.
  var beforeInsert: String {
    let keyName = "\"\(table.keyName)\""
    let held = "\"\(table.name)\" WHERE \(keyName) = NEW.\(keyName)"
    let image = ([table.keyName] + table.columns.dropFirst().map(\.name) + unwritable).map {
      "SELECT '\(table.name)', \(key("NEW")), '\($0)', \"\($0)\" FROM \(held)"
        + " AND \"\($0)\" IS NOT NULL"
    }
    return trigger(
      .beforeInsert,
      "BEFORE INSERT",
      when: "EXISTS (SELECT 1 FROM \(held)) OR \(hasImage)",
      [
        clearImage("NEW"),
        "INSERT INTO sync_before(resource, key, \"column\", value) "
          + image.joined(separator: " UNION ALL "),
      ]
    )
  }

  /// Records a new row as a create, and a row put over an existing key as an update.
  var afterInsert: String {
    let differs = table.dataColumns.map { "NEW.\"\($0.name)\" IS NOT \(image($0.name))" }
    let isNews = (["NOT \(hasImage)"] + differs).joined(separator: " OR ")
    let record = [
      keepBase("NEW", guarded: "\(hasImage) AND (\(isNews))", value: image),
      recordChange(
        "NEW",
        kind: "CASE WHEN \(hasImage) THEN 'update' ELSE 'create' END",
        where: isNews
      ),
      recordValues(changeColumns) { column in
        let new = value(column, of: "NEW")
        return (image(column), new, "\(new) IS NOT \(image(column))")
      },
    ]
    return trigger(
      .insert,
      "AFTER INSERT",
      insertRules + record + restoreServerColumns + [clearImage("NEW")]
    )
  }

  /// Gives the columns that only the server writes the values they had, or none in a new row.
  private var restoreServerColumns: [String] {
    guard !serverColumns.isEmpty else { return [] }
    let keyName = "\"\(table.keyName)\""
    let settings = serverColumns.map { column in
      let base =
        unwritable.contains(column) && column != ResourceTable.extraName
        ? "NULL"
        : "(SELECT \"\(column)\" FROM \"\(table.baseName)\" WHERE \(keyName) = NEW.\(keyName))"
      return "\"\(column)\" = CASE WHEN \(hasImage) THEN \(image(column)) ELSE \(base) END"
    }
    // The flag keeps the update trigger quiet; a failing statement takes it back with the rest.
    return [
      "UPDATE sync_engine SET applying = 1 WHERE id = 1",
      "UPDATE \"\(table.name)\" SET \(settings.joined(separator: ", "))"
        + " WHERE \(keyName) = NEW.\(keyName)",
      "UPDATE sync_engine SET applying = 0 WHERE id = 1",
    ]
  }

  private var insertRules: [String] {
    let name = table.name
    let overRow = "(\(hasImage) OR \(hasBase("NEW")))"
    var rules = [
      usableKey, abortOverNUL(in: changeColumns), abortOverBrokenText(in: changeColumns),
      abortOverAnother("NEW"),
    ]
    if table.hasProvisionalKeys {
      rules += provisionalRules(overRow: overRow)
    }
    if !table.resource.allows(.create) {
      rules.append(
        abort(
          "the server takes no new rows of \(name); change an existing row instead.",
          when: "NOT \(overRow)"
        )
      )
    }
    if !table.resource.allows(.update) {
      rules.append(
        abort(
          "the server lets nobody change rows of \(name); add a new row instead.",
          when: "\(overRow) AND NOT (\(isUnsentCreate("NEW")))"
        )
      )
    }
    return rules
  }

  private var usableKey: String {
    let new = value(table.keyName, of: "NEW")
    let kind = table.resource.key.type == .integer ? "integer" : "text"
    return abort(
      "\(table.name) needs a key in \(table.keyName) that is \(kind) and not empty.",
      when: "typeof(\(new)) <> '\(kind)' OR \(new) = ''"
    )
  }

  private func provisionalRules(overRow: String) -> [String] {
    let new = value(table.keyName, of: "NEW")
    let first = RowKey.firstProvisional
    return [
      abort(
        """
        \(table.name) gets its keys from the server; leave \(table.keyName) out, \
        or sync first if that row exists there.
        """,
        when: "\(new) < \(first) AND NOT \(overRow)"
      ),
      abort(
        "that key is beyond what the server can carry; leave \(table.keyName) out.",
        when: "\(new) >= \(first << 1)"
      ),
      abort(
        """
        that new row of \(table.name) has a key of the server now; \
        find it in sync_key_map and change the row of that key.
        """,
        when: """
          EXISTS (SELECT 1 FROM sync_key_map WHERE resource = '\(table.name)' \
          AND provisional = \(key("NEW"))) AND NOT \(hasImage)
          """
      ),
    ]
  }
}
