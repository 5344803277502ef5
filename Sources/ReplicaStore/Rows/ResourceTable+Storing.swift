import CatalogModel

extension ResourceTable {
  /// Whether a key is of the kind that the table's key column holds.
  func accepts(_ key: RowKey) -> Bool {
    switch key {
    case .integer: resource.key.type == .integer
    case .text: resource.key.type != .integer
    }
  }

  /// What the catalog does not know among `fields`, as one JSON object; nothing when it knows all.
  func extra(of fields: RowFields) -> String? {
    var members: [String: JSONNode] = [:]
    for (name, value) in fields where resource.column(name) == nil {
      if case .json = value { continue }
      members[name] = JSONNode(value)
    }
    return members.isEmpty ? nil : JSONNode.object(members).description
  }

  /// An insert of so many rows that updates an existing row only where a value differs; the key comes
  /// first.
  ///
  /// Reading the same row again costs no write.
  func guardedUpsert(of names: [String], rows: Int = 1) -> String {
    let quoted = names.map { "\"\($0)\"" }
    let others = quoted.dropFirst()
    let marks = "(\(quoted.map { _ in "?" }.joined(separator: ", ")))"
    let values = Array(repeating: marks, count: rows).joined(separator: ", ")
    let insert = """
      INSERT INTO "\(name)"(\(quoted.joined(separator: ", "))) VALUES \(values) \
      ON CONFLICT("\(keyName)") DO
      """
    guard !others.isEmpty else { return "\(insert) NOTHING" }
    let settings = others.map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
    let differing = others.map { "\"\(name)\".\($0) IS NOT excluded.\($0)" }
    return "\(insert) UPDATE SET \(settings) WHERE \(differing.joined(separator: " OR "))"
  }
}
