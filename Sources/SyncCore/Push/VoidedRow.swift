import ReplicaStore

/// A row whose changes cancel out.
struct VoidedRow {
  let row: PendingRow

  /// Closes its changes; what the server has is shown again.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  func close(with writer: ReplicaWriter) throws {
    guard let table = writer.layout.table(row.row.resource) else { return }
    if let operation = row.operation { try writer.abandon(operation.number) }
    let changes = try writer.reader.pendingRow(row.row)?.changes ?? row.changes
    try writer.close(changes, outcome: .void)
    if let base = try writer.reader.baseRow(row.row.key, in: table) {
      try writer.replaceRow(base, in: table)
      try writer.clearBase(row.row.key, in: table)
    }
  }
}
