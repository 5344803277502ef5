import CatalogModel
import ReplicaStore

/// Takes back a change that the server has: by a change that brings back what was there before.
///
/// Only what still holds the change's own value is brought back; what somebody changed since is
/// theirs, and stays.
struct DeliveredChange {
  let reader: ReplicaReader
  let change: RecordedChange
  let table: ResourceTable
  /// Whether the undo was asked for before it was known what became of the change.
  var isWaiting = false

  /// What taking it back does.
  ///
  /// - Throws: ``UndoError`` where the row is gone, every value was changed again, or the server
  ///   does not allow it.
  func step() throws -> UndoStep {
    switch change.kind {
    // Whoever took it back while it was unanswered wanted no row, not one of its own.
    case .create: return try isAdopted() && !isWaiting ? try apart() : try gone()
    case .delete: return try anew()
    case .update, .action: return try asBefore()
    }
  }

  private func isAdopted() throws -> Bool {
    try change.operation.flatMap { try reader.receipt(ofOperation: $0) }?.outcome == .adopted
  }

  private func asBefore() throws -> UndoStep {
    guard let row = try reader.row(change.row.key, in: table) else {
      throw UndoError(.rowGone, change.row.description)
    }
    let (ours, others) = change.values.reduce(into: ([RecordedValue](), [String]())) {
      parts,
      value in
      guard let column = table.column(value.column), column.role == .data else { return }
      let now = row[value.column] ?? .null
      if column.equivalent(now, value.new) {
        parts.0.append(RecordedValue(column: value.column, old: now, new: value.old))
      } else {
        parts.1.append(value.column)
      }
    }
    guard !ours.isEmpty else { throw UndoError(.changedSince, change.row.description) }
    return UndoStep(
      change: change.number,
      way: .counter,
      row: change.row,
      effect: .update,
      values: ours,
      kept: others
    )
  }

  private func gone() throws -> UndoStep {
    guard table.resource.allows(.delete) else {
      throw UndoError(.notAllowed, change.row.description)
    }
    guard let row = try reader.row(change.row.key, in: table) else {
      throw UndoError(.rowGone, change.row.description)
    }
    let values = table.columns.filter { $0.role == .data && !(row[$0.name] ?? .null).isNull }
    return UndoStep(
      change: change.number,
      way: .counter,
      row: change.row,
      effect: .delete,
      values: values.map {
        RecordedValue(column: $0.name, old: row[$0.name] ?? .null, new: .null)
      }
    )
  }

  private func anew() throws -> UndoStep {
    guard table.resource.allows(.create) else {
      throw UndoError(.notAllowed, change.row.description)
    }
    guard try reader.row(change.row.key, in: table) == nil else {
      throw UndoError(.changedSince, change.row.description)
    }
    let data = change.values.filter { table.column($0.column)?.role == .data && !$0.old.isNull }
    return UndoStep(
      change: change.number,
      way: .counter,
      row: change.row,
      effect: .create,
      values: data.map { RecordedValue(column: $0.column, old: .null, new: $0.old) }
    )
  }

  private func apart() throws -> UndoStep {
    guard let number = change.operation, let operation = try reader.operation(number),
      table.hasProvisionalKeys
    else { throw UndoError(.notAllowed, change.row.description) }
    return UndoStep(
      change: change.number,
      way: .separate,
      row: change.row,
      effect: .create,
      values: operation.values.sorted { $0.key < $1.key }.map {
        RecordedValue(column: $0.key, old: .null, new: $0.value)
      }
    )
  }
}
