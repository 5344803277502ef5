package import CatalogModel
import GRDB

extension ReplicaWriter {
  /// Takes an operation for what was sent, where that is less or other than it holds: the rest becomes a
  /// later change of its row.
  ///
  /// - Parameters:
  ///   - operation: a creation that was not answered.
  ///   - sent: the values that were sent.
  ///   - now: the laptop's clock.
  /// - Returns: the operation as it was sent.
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func narrow(
    _ operation: StoredOperation,
    to sent: RowFields,
    now: NaiveTime
  ) throws -> StoredOperation {
    let names = Set(operation.values.keys).union(sent.keys)
    let differing = names.filter { operation.values[$0] != sent[$0] }.sorted()
    guard !differing.isEmpty else { return operation }
    try postpone(differing, of: operation, now: now)
    for column in differing {
      guard let value = sent[column] else { continue }
      try execute(
        sql: "INSERT INTO sync_operation_value(operation, column, value) VALUES (?, ?, ?)",
        arguments: [
          operation.number, column, stored(value, column, in: operation.row.resource),
        ]
      )
    }
    return try reader.operation(operation.number) ?? operation
  }
}
