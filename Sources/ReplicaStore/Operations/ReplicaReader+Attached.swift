package import CatalogModel
import GRDB

extension ReplicaReader {
  /// Operations that went, or are to go, inside the creation of that number and that nothing is known of yet.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func operations(attachedTo operation: Int64) throws -> [StoredOperation] {
    try Int64.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT operation FROM sync_operation WHERE attached_to = ? AND state = 'unknown'
          ORDER BY operation
          """
      ),
      arguments: [operation]
    ).compactMap { try self.operation($0) }
  }

  /// Keys of rows that refer to a row made here, oldest first.
  ///
  /// - Parameters:
  ///   - row: a row with a provisional key.
  ///   - column: the column that refers to it.
  ///   - table: the column's table.
  ///   - limit: how many at most.
  /// - Returns: the keys, in their order.
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func keys(
    referringTo row: RowReference,
    by column: ResourceColumn,
    in table: ResourceTable,
    atMost limit: Int
  ) throws -> [RowKey] {
    // The second condition lets SQLite use the partial index on provisional references.
    try DatabaseValue.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT "\(table.keyName)" FROM "\(table.name)"
          WHERE "\(column.name)" = ? AND "\(column.name)" >= 4503599627370496
          ORDER BY "\(table.keyName)" LIMIT ?
          """
      ),
      arguments: [row.key.databaseValue, limit]
    ).compactMap { RowKey(FieldValue($0)) }
  }
}
