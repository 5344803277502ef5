package import CatalogModel
import GRDB

/// Rows as the server has them, written by the engine; nothing of it is captured.
extension ReplicaWriter {
  /// Stores a row of the server where it differs from what is here.
  ///
  /// Columns absent from `fields` keep their value; scalars that the catalog does not know go to
  /// `sync_extra`; lists and objects it does not know, and sensitive columns not held, are dropped.
  ///
  /// - Returns: whether anything changed.
  /// - Throws: ``ReplicaError`` with `bad-key`.
  package func storeServerRow(_ fields: RowFields, in table: ResourceTable) throws -> Bool {
    let columns = try keyed(fields, in: table)
    let extra = table.extra(of: fields)
    let names = columns.map(\.name) + (extra == nil ? [] : [ResourceTable.extraName])
    let statement = try db.cachedStatement(sql: table.guardedUpsert(of: names))
    var values = columns.map { $0.stored(fields[$0.name] ?? .null).databaseValue }
    if let extra { values.append(extra.databaseValue) }
    try statement.execute(arguments: StatementArguments(values))
    return db.changesCount > 0
  }

  /// Makes a row exactly `fields`; columns absent from them become null.
  ///
  /// - Throws: ``ReplicaError`` with `bad-key`.
  package func replaceRow(_ fields: RowFields, in table: ResourceTable) throws {
    try replace(fields, of: table, in: table.name)
  }

  /// Sets columns of a row; a row that is not there stays away.
  ///
  /// - Throws: ``ReplicaError`` with `unknown-column`.
  package func setColumns(_ key: RowKey, _ fields: RowFields, in table: ResourceTable) throws {
    let columns = try known(fields, in: table)
    guard !columns.isEmpty else { return }
    try setColumns(columns, of: key, fields, in: table)
  }

  /// Takes a row away; a row that is not there stays away.
  package func removeRow(_ key: RowKey, in table: ResourceTable) throws {
    try execute(
      sql: "DELETE FROM \"\(table.name)\" WHERE \"\(table.keyName)\" = ?",
      arguments: [key.databaseValue]
    )
  }

  /// Keeps `fields` as the last server version of a row; columns absent from them become null.
  ///
  /// - Throws: ``ReplicaError`` with `bad-key`.
  package func setBase(_ fields: RowFields, in table: ResourceTable) throws {
    try replace(fields, of: table, in: table.baseName)
  }

  /// Forgets the last server version of a row.
  package func clearBase(_ key: RowKey, in table: ResourceTable) throws {
    try execute(
      sql: "DELETE FROM \"\(table.baseName)\" WHERE \"\(table.keyName)\" = ?",
      arguments: [key.databaseValue]
    )
  }

  private func replace(_ fields: RowFields, of table: ResourceTable, in name: String) throws {
    let columns = try keyed(fields, in: table)
    let names = columns.map { "\"\($0.name)\"" } + [ResourceTable.extraName]
    let marks = names.map { _ in "?" }.joined(separator: ", ")
    var values = columns.map { $0.stored(fields[$0.name] ?? .null).databaseValue }
    values.append(table.extra(of: fields)?.databaseValue ?? .null)
    try execute(
      sql: """
        INSERT OR REPLACE INTO "\(name)"(\(names.joined(separator: ", "))) VALUES (\(marks))
        """,
      arguments: StatementArguments(values)
    )
  }

  /// The held columns that `fields` names, key first.
  private func keyed(_ fields: RowFields, in table: ResourceTable) throws -> [ResourceColumn] {
    guard let key = fields.key(in: table.resource), table.accepts(key) else {
      throw ReplicaError(.badKey, table.name)
    }
    return table.columns.filter { fields[$0.name] != nil }
  }
}

/// What edits and server rows share.
extension ReplicaWriter {
  /// The columns that `fields` names, all of which the table must hold.
  func known(_ fields: RowFields, in table: ResourceTable) throws(ReplicaError) -> [ResourceColumn]
  {
    if let unknown = fields.keys.sorted().first(where: { table.column($0) == nil }) {
      throw ReplicaError(.unknownColumn, "\(table.name).\(unknown)")
    }
    return table.columns.filter { fields[$0.name] != nil }
  }

  /// The values of columns as a statement takes them.
  func arguments(_ fields: RowFields, _ columns: [ResourceColumn]) -> StatementArguments {
    StatementArguments(columns.map { $0.stored(fields[$0.name] ?? .null).databaseValue })
  }

  func setColumns(
    _ columns: [ResourceColumn],
    of key: RowKey,
    _ fields: RowFields,
    in table: ResourceTable
  ) throws {
    let settings = columns.map { "\"\($0.name)\" = ?" }.joined(separator: ", ")
    try execute(
      sql: "UPDATE \"\(table.name)\" SET \(settings) WHERE \"\(table.keyName)\" = ?",
      arguments: arguments(fields, columns) + [key.databaseValue]
    )
  }
}
