import CatalogModel
import ReplicaStore

/// Brings a receipt into the replica, in the transaction of its caller: the operation's changes are
/// closed, a created row gets its key everywhere, and the server's row becomes the base of whatever
/// was typed since.
struct Confirmation {
  let writer: ReplicaWriter
  let rebase: Rebase
  let now: NaiveTime

  /// Confirms an operation with the row as the server has it, which a deletion leaves none of.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  func confirm(
    _ operation: StoredOperation,
    row: RowFields?,
    key: RowKey,
    outcome: ReceiptOutcome,
    serverTime: NaiveTime?
  ) throws {
    guard let table = writer.layout.table(operation.row.resource) else { return }
    let operation = try asSent(operation, row: row, in: table)
    try writer.complete(
      operation,
      key: key,
      confirmed: row,
      outcome: outcome,
      serverTime: serverTime,
      receivedAt: now
    )
    let named = RowReference(resource: operation.row.resource, key: key)
    try writer.note(
      outcome == .adopted ? .adopted : .delivered,
      row: named,
      user: operation.user,
      operation: operation.number,
      detail: ["kind": .text(operation.kind.rawValue), "outcome": .text(outcome.rawValue)],
      now: now
    )
    switch operation.kind {
    case .create:
      try keepDeleted(named)
      try writer.name(operation.row, as: key)
      guard let row else { return }
      try writer.setBase(try base(of: named, row, operation, outcome, in: table), in: table)
      try rebase.take(row, in: table)
      try learnIdentity(from: row, in: table.resource, user: operation.user)
      try CarriedChanges(writer: writer, now: now).tell(of: row, in: table.resource)
    case .update:
      guard let row else { return }
      try rebase.take(row, in: table, confirmed: operation.values)
      try CarriedChanges(writer: writer, now: now).tell(of: row, in: table.resource)
    case .delete:
      if let gone = try writer.reader.baseRow(key, in: table) {
        try CarriedChanges(writer: writer, now: now).tell(of: gone, in: table.resource)
      }
      try settleDeletion(of: named, in: table)
    case .action: break
    }
  }

  // Of what an outbox brought back, the row tells how much had been sent.
  private func asSent(
    _ operation: StoredOperation,
    row: RowFields?,
    in table: ResourceTable
  ) throws -> StoredOperation {
    let earlier = try writer.reader.earlierVersions(of: operation)
    let found = SentVersion(resource: table.resource, versions: earlier + [operation.values])
    guard !earlier.isEmpty, let row, let sent = found.shown(by: row) else { return operation }
    return try writer.narrow(operation, to: sent, now: now)
  }

  // A row that is found later may have been changed by a colleague meanwhile. In columns that were typed
  // in again here, that is seen against what was sent, not against itself.
  private func base(
    of named: RowReference,
    _ row: RowFields,
    _ operation: StoredOperation,
    _ outcome: ReceiptOutcome,
    in table: ResourceTable
  ) throws -> RowFields {
    guard outcome == .adopted, row.time(.modifiedAt, in: table.resource) != nil else { return row }
    let typed = try writer.reader.openColumns(of: named)
    return row.reduce(into: row) { base, field in
      guard typed.contains(field.key), table.column(field.key)?.role == .data else { return }
      base[field.key] = operation.values[field.key] ?? .null
    }
  }

  // Pulled before it was recognised, the row stood here twice, and one of the two was deleted. Both are the
  // row that was just made and kept, so the deletion is given up, on record.
  private func keepDeleted(_ row: RowReference) throws {
    guard let pending = try writer.reader.pendingRow(row), pending.effect == .delete,
      pending.operation?.state != .unknown
    else { return }
    _ = try writer.giveUp([row], as: .dropped, now: now)
  }

  // The technician may have made the row anew while its deletion was on the way.
  private func settleDeletion(of row: RowReference, in table: ResourceTable) throws {
    try writer.clearBase(row.key, in: table)
    if let conflict = try writer.reader.conflict(of: row) {
      try writer.closeConflict(conflict.number, decision: "dissolved", now: now)
    }
  }

  // Under which name the server notes this account is known once it has noted it.
  private func learnIdentity(from row: RowFields, in resource: Resource, user: String?) throws {
    guard let user, let column = resource.stamp(.createdBy),
      case .text(let creator)? = row[column.name]
    else { return }
    let name = "identity:\(user)"
    if try writer.reader.remembered(name) != creator { try writer.remember(name, creator) }
  }
}
