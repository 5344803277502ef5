package import CatalogModel
import Foundation
import GRDB

/// Edits by a person: plain SQL, so that the triggers capture them like those of any other program.
extension ReplicaWriter {
  /// Adds a row; one whose key the server assigns gets a provisional key.
  ///
  /// - Returns: the row's key and the number of the recorded change.
  /// - Throws: ``ReplicaError`` with `unknown-column`, `bad-key` or `edit-not-allowed`.
  package func insert(
    _ fields: RowFields,
    into table: ResourceTable
  ) throws -> (key: RowKey, change: Int64) {
    let columns = try known(fields, in: table)
    let names = columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    let sql =
      columns.isEmpty
      ? "INSERT INTO \"\(table.name)\" DEFAULT VALUES"
      : "INSERT INTO \"\(table.name)\"(\(names)) VALUES (\(marks))"
    let given = fields.key(in: table.resource)
    guard given != nil || table.hasProvisionalKeys else { throw ReplicaError(.badKey, table.name) }
    let before = try lastChange()
    try db.execute(sql: sql, arguments: arguments(fields, columns))
    let key = given ?? .integer(db.lastInsertedRowID)
    guard let change = try lastChange(), change != before else {
      throw ReplicaError(.statementFailed, location.path, cause: "the new row was not captured")
    }
    return (key, change)
  }

  /// Changes columns of a row.
  ///
  /// - Returns: the number of the recorded change; nothing when no value differed.
  /// - Throws: ``ReplicaError`` with `unknown-column`, `no-such-row` or `edit-not-allowed`.
  package func update(
    _ key: RowKey,
    set fields: RowFields,
    in table: ResourceTable
  ) throws -> Int64? {
    let columns = try known(fields, in: table)
    try requireRow(key, in: table)
    guard !columns.isEmpty else { return nil }
    let before = try lastChange()
    try setColumns(columns, of: key, fields, in: table)
    let after = try lastChange()
    return after == before ? nil : after
  }

  /// Deletes a row.
  ///
  /// - Returns: the number of the recorded change.
  /// - Throws: ``ReplicaError`` with `no-such-row` or `edit-not-allowed`.
  package func delete(_ key: RowKey, from table: ResourceTable) throws -> Int64 {
    try requireRow(key, in: table)
    try removeRow(key, in: table)
    guard let change = try lastChange() else {
      throw ReplicaError(.statementFailed, location.path, cause: "the deletion was not captured")
    }
    return change
  }

  private func requireRow(_ key: RowKey, in table: ResourceTable) throws {
    let sql = "SELECT 1 FROM \"\(table.name)\" WHERE \"\(table.keyName)\" = ?"
    guard try Int.fetchOne(db, sql: sql, arguments: [key.databaseValue]) != nil else {
      throw ReplicaError(.noSuchRow, "\(table.name) \(key)")
    }
  }

  private func lastChange() throws -> Int64? {
    try Int64.fetchOne(db, sql: "SELECT max(change) FROM sync_changelog")
  }
}
