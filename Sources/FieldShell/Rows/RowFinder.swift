import CatalogModel
import ReplicaStore

/// Finds what a person names: resources, columns, rows, labels.
struct RowFinder {
  let reader: ReplicaReader

  /// The table of a resource that the replica holds.
  ///
  /// - Throws: ``ShellError`` with code `unknown-resource` or `not-held`.
  static func table(_ name: String, in layout: ReplicaLayout) throws(ShellError) -> ResourceTable {
    if let table = layout.table(name) { return table }
    if let successor = layout.catalog[name]?.retiredBy {
      throw ShellError(.notHeld, .resourceRetired(name, by: successor), exit: .failed)
    }
    if layout.catalog[name] != nil {
      throw ShellError(.notHeld, .resourceNotHeld(name), exit: .failed)
    }
    throw unknownResource(name, among: layout.tables.map(\.name))
  }

  /// The error for a name that is no resource.
  static func unknownResource(_ name: String, among names: [String]) -> ShellError {
    let nearest = NearestWord.suggestion(for: name, among: names)
    return ShellError(.unknownResource, .unknownResource(name, nearest: nearest), exit: .usage)
  }

  /// A held column of a table.
  ///
  /// - Throws: ``ShellError`` with code `unknown-column`.
  static func column(_ name: String, in table: ResourceTable) throws(ShellError) -> ResourceColumn {
    if let column = table.column(name) { return column }
    let nearest = NearestWord.suggestion(for: name, among: table.columns.map(\.name))
    throw ShellError(
      .unknownColumn,
      .unknownColumn(name, of: table.name, nearest: nearest),
      exit: .usage
    )
  }

  /// A row by what a person typed as its key.
  ///
  /// - Throws: ``ShellError`` with code `unknown-key`.
  func row(_ text: String, in table: ResourceTable) throws -> (key: RowKey, fields: RowFields) {
    guard let key = try reader.locate(text, in: table) else {
      throw ShellError(.unknownKey, .badKey(text, in: table.name), exit: .usage)
    }
    guard let fields = try reader.row(key, in: table) else {
      let row = RowReference(resource: table.name, key: key)
      if try reader.pendingRow(row) != nil {
        let conflict = try reader.conflict(of: row)?.number
        throw ShellError(.unknownKey, .deletedHere("\(row)", conflict: conflict))
      }
      throw ShellError(.unknownKey, .unknownKey(text, in: table.name))
    }
    return (key, fields)
  }

  /// What a row is called, where it is held and has a label.
  func label(of key: RowKey, in resource: String) throws -> String? {
    guard let table = reader.layout.table(resource), let name = table.resource.labelColumn,
      let value = try reader.row(key, in: table)?[name], !value.isNull
    else { return nil }
    return value.description
  }

  /// The resource and key that a row's column refers to.
  func target(of column: ResourceColumn, in fields: RowFields) -> RowReference? {
    guard let link = column.link, let key = fields[column.name].flatMap(RowKey.init) else {
      return nil
    }
    return RowReference(resource: link.resource, key: key)
  }

  // The first values that say something by themselves; else when the row was made.
  private func facts(
    of fields: RowFields,
    in table: ResourceTable,
    _ shown: ShownValues
  ) -> [String] {
    let own = table.columns.filter { $0.role == .data && $0.link == nil && $0.type != .json }
    let facts = own.compactMap { column in
      fields[column.name].flatMap {
        $0.isNull ? nil : "\(column.name) \(shown.text($0, of: column))"
      }
    }
    guard facts.isEmpty else { return Array(facts.prefix(2)) }
    return fields.time(.createdAt, in: table.resource).map { [shown.moment($0)] } ?? []
  }

  /// A row in a few words: its label, or the labels of what it refers to beside `origin`.
  func summary(
    of fields: RowFields,
    in table: ResourceTable,
    from origin: String?,
    _ shown: ShownValues
  ) throws -> String {
    if let name = table.resource.labelColumn, let value = fields[name], !value.isNull {
      return value.description
    }
    var labels: [String] = []
    for column in table.columns where column.link?.resource != origin {
      guard let target = target(of: column, in: fields),
        let label = try label(of: target.key, in: target.resource)
      else { continue }
      labels.append(label)
    }
    if labels.isEmpty { labels = facts(of: fields, in: table, shown) }
    return labels.joined(separator: ", ")
  }
}
