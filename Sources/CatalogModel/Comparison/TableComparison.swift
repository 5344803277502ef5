/// Compares what the catalog says of a table with what a server showed of it.
package struct TableComparison: Sendable {
  /// The table.
  package let resource: Resource

  /// A comparison of one table.
  package init(resource: Resource) {
    self.resource = resource
  }

  /// What a few rows tell about the columns, in the catalog's order, new columns last; nothing where
  /// there is no row.
  ///
  /// Lists and objects under names that the catalog has not are relations that some servers embed, and
  /// tell nothing.
  package func findings(in rows: [RowFields]) -> [CatalogFinding] {
    guard !rows.isEmpty else { return [] }
    let known = resource.columns.flatMap { column in
      let values = rows.compactMap { $0[column.name] }
      return values.isEmpty ? [.columnGone(column.name)] : kinds(of: column, values)
    }
    let names = rows.reduce(into: Set<String>()) { $0.formUnion($1.keys) }
    let new = names.filter { resource.column($0) == nil }.sorted().compactMap { name in
      let kinds = rows.compactMap { $0[name].map(WireKind.init) }
      let kind = kinds.first { $0 != .null } ?? .null
      return [.object, .array].contains(kind) ? nil : CatalogFinding.Kind.columnCame(name, kind)
    }
    return (known + new).map { CatalogFinding(resource: resource.name, kind: $0) }
  }

  /// What the methods that a server says it offers tell, of those it was asked about.
  package func findings(
    offered: Set<ResourceMethod>,
    of asked: [ResourceMethod]
  ) -> [CatalogFinding] {
    asked.compactMap { method in
      switch (resource.allows(method), offered.contains(method)) {
      case (true, false): CatalogFinding(resource: resource.name, kind: .methodGone(method))
      case (false, true): CatalogFinding(resource: resource.name, kind: .methodCame(method))
      case (true, true), (false, false): nil
      }
    }
  }

  private func kinds(
    of column: ResourceColumn,
    _ values: [FieldValue]
  ) -> [CatalogFinding.Kind] {
    var kinds: [CatalogFinding.Kind] = []
    let present = values.filter { !$0.isNull }
    if present.count < values.count, !column.isNullable, column.role == .data {
      kinds.append(.nullFound(column.name))
    }
    if let odd = present.first(where: { !column.carries($0) }) {
      kinds.append(.typeChanged(column.name, from: column.type, to: WireKind(odd)))
      return kinds
    }
    let texts = present.map(\.description)
    if !column.options.isEmpty, let odd = texts.first(where: { !column.options.contains($0) }) {
      kinds.append(.optionCame(column.name, odd))
    }
    if let maximum = column.maximumLength,
      let longest = texts.map(\.unicodeScalars.count).max(), longest > maximum
    {
      kinds.append(.lengthGrown(column.name, from: maximum, to: longest))
    }
    return kinds
  }
}

extension ResourceColumn {
  /// Whether a value that is not null is one that a server sends for a column of this type.
  fileprivate func carries(_ value: FieldValue) -> Bool {
    switch (type, value) {
    case (.integer, .integer), (.boolean, .boolean), (.text, .text), (.binary, .text), (.json, _),
      (.real, .integer), (.real, .real), (.interval, .integer), (.interval, .real),
      (.interval, .text):
      true
    case (.date, .text(let text)): text.utf8.count == 10 && NaiveTime(text) != nil
    case (.datetime, .text(let text)): text.utf8.count > 10 && NaiveTime(text) != nil
    case (.array, .json(let text)): text.hasPrefix("[")
    default: false
    }
  }
}
