package import CatalogModel

/// Which rows of a resource a replica holds: those whose value in each of some columns is among those
/// named.
///
/// Nothing but such lists, so that the server, which compares nothing with null and texts by its own
/// collation, and SQLite answer alike. An empty value stands for rows that have none.
package struct RowScope: Sendable, Equatable {
  /// For each column the values that rows may have.
  package let values: [String: [FieldValue]]

  /// A scope of values by column; nothing where no column is named.
  package init?(_ values: [String: [FieldValue]]) {
    guard !values.isEmpty, values.values.allSatisfy({ !$0.isEmpty }) else { return nil }
    self.values = values
  }

  /// Reads what ``json`` writes; nothing where that is no scope of the resource.
  init?(parsing text: String, of resource: Resource) {
    guard case .object(let members)? = try? JSONNode(parsing: text) else { return nil }
    var values: [String: [FieldValue]] = [:]
    for (name, node) in members {
      guard resource.column(name) != nil, case .array(let items) = node else { return nil }
      values[name] = items.map(\.fieldValue)
    }
    self.init(values)
  }

  /// The columns with their values, as scripts see it and as it is kept.
  package var json: JSONNode {
    .object(values.mapValues { .array($0.map { JSONNode($0) }) })
  }

  /// Whether every row in this scope is in the other one too; nothing stands for all rows.
  package func isWithin(_ other: RowScope?) -> Bool {
    guard let other else { return true }
    return other.values.allSatisfy { column, allowed in
      values[column]?.allSatisfy(allowed.contains) ?? false
    }
  }

  /// The condition on a row of the resource's table, or of the table of its bases, as SQL.
  ///
  /// The values stand where the scope is kept, and so are bound to nothing. Never null.
  func condition(of resource: String) -> String {
    let terms = values.keys.sorted().map { column in
      let among = """
        SELECT value FROM json_each(\
        (SELECT value FROM sync_meta WHERE name = '\(Self.name(resource))'), '$."\(column)"')
        """
      return """
        coalesce("\(column)" IN (\(among)), "\(column)" IS NULL \
        AND EXISTS (SELECT 1 FROM (\(among)) WHERE value IS NULL), 0)
        """
    }
    return "(\(terms.joined(separator: " AND ")))"
  }

  /// The name under which the scope of a resource is kept.
  static func name(_ resource: String) -> String { "scope:\(resource)" }
}
