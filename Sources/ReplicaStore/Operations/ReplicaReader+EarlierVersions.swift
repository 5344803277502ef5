package import CatalogModel
import GRDB

extension ReplicaReader {
  /// What a creation that came back from an outbox may have sent instead of what it sends now: the row as
  /// it was before each of its later edits, oldest first.
  ///
  /// An outbox tells what was typed, not what of it had been frozen when the database was lost. Any other
  /// operation has sent what it holds, and there are no such versions.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func earlierVersions(of operation: StoredOperation) throws -> [RowFields] {
    guard operation.isRecovered, operation.kind == .create,
      let table = layout.table(operation.row.resource)
    else { return [] }
    let values = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT change, column, new FROM sync_changelog JOIN sync_change_value USING (change)
          WHERE operation = ? AND open = 1 ORDER BY change
          """
      ),
      arguments: [operation.number]
    )
    var versions: [RowFields] = []
    var (row, last) = (RowFields(), Int64?.none)
    for value in values {
      let change: Int64 = value["change"]
      if let last, last != change { versions.append(row) }
      last = change
      guard let column = table.column(value["column"]), column.role == .data else { continue }
      let new = column.value(stored: FieldValue(value["new"]))
      row[column.name] = new.isNull ? nil : new
    }
    let keyName = table.resource.key.name
    return versions.filter { !$0.isEmpty }.map { version in
      version.merging(operation.values.filter { $0.key == keyName }) { $1 }
    }
  }
}
