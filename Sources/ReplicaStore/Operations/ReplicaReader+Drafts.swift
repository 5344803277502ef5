import CatalogModel

extension ReplicaReader {
  /// What would be sent for a row now; nothing where nothing is left to send.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func draft(of pending: PendingRow) throws -> OperationDraft? {
    guard let table = layout.table(pending.row.resource) else { return try callDraft(of: pending) }
    let base = try baseRow(pending.row.key, in: table) ?? [:]
    var draft = OperationDraft(
      row: pending.row,
      kind: .delete,
      values: [:],
      base: [:],
      changes: pending.changes,
      baseModifiedAt: base.time(.modifiedAt, in: table.resource)
    )
    switch pending.effect {
    case .nothing, .action: return nil
    case .delete: return draft
    case .create:
      guard let row = try row(pending.row.key, in: table) else { return nil }
      draft.kind = .create
      draft.values = createValues(of: row, in: table)
    case .update(let columns):
      guard let row = try row(pending.row.key, in: table) else { return nil }
      draft.kind = .update
      draft.values = row.filter { columns.contains($0.key) }
      draft.base = base.filter { columns.contains($0.key) }
    }
    return draft
  }

  private func callDraft(of pending: PendingRow) throws -> OperationDraft? {
    guard let call = try call(pending.row) else { return nil }
    return OperationDraft(
      row: call.row,
      kind: .action,
      values: call.values,
      base: [:],
      changes: pending.changes,
      baseModifiedAt: nil
    )
  }

  // What is null is left to the server, whose column may have a default.
  private func createValues(of row: RowFields, in table: ResourceTable) -> RowFields {
    let isKeySent = table.resource.keyAssignment == .client
    let sent = table.columns.filter { $0.role == .data || ($0.role == .key && isKeySent) }
    return sent.reduce(into: [:]) { values, column in
      guard let value = row[column.name], !value.isNull else { return }
      values[column.name] = value
    }
  }
}
