import CatalogModel
import ReplicaStore

/// Takes back a change that waits: what the row becomes is what it would be without it.
struct UnsentChange {
  let reader: ReplicaReader
  let change: RecordedChange
  let table: ResourceTable

  /// What taking it back does.
  ///
  /// - Throws: ``UndoError`` where a later change of the row stands over it.
  func step() throws -> UndoStep {
    if let operation = try reader.unknownOperation(of: change.row),
      operation.number == change.operation
    {
      return try waiting(operation)
    }
    let later = try reader.laterKinds(of: change.row, than: change.number)
    guard change.kind == .create || later.isDisjoint(with: [.create, .delete]) else {
      throw UndoError(.laterChange, change.row.description)
    }
    switch change.kind {
    case .create: return try withoutRow()
    case .delete: return try withRow()
    case .update, .action: return try withoutEdit()
    }
  }

  // What is on its way as one is taken back as one.
  private func waiting(_ operation: StoredOperation) throws -> UndoStep {
    let sent = operation.values.sorted { $0.key < $1.key }.map { name, value in
      RecordedValue(column: name, old: value, new: operation.base[name] ?? .null)
    }
    let changes = try reader.changes(ofOperation: operation.number)
    return UndoStep(
      change: changes.first ?? change.number,
      way: .later,
      row: change.row,
      effect: [.create: .delete, .delete: .create][operation.kind] ?? .update,
      values: operation.kind == .update ? sent : [],
      also: Array(changes.dropFirst())
    )
  }

  private func withoutRow() throws -> UndoStep {
    let entry = try reader.pendingRow(change.row).flatMap { try reader.queueEntry(of: $0) }
    guard let entry, let row = try reader.row(change.row.key, in: table) else {
      throw UndoError(.laterChange, change.row.description)
    }
    let values = table.columns.filter { $0.role == .data && !(row[$0.name] ?? .null).isNull }
    return UndoStep(
      change: change.number,
      way: .takeBack,
      row: change.row,
      effect: .delete,
      values: values.map {
        RecordedValue(column: $0.name, old: row[$0.name] ?? .null, new: .null)
      },
      beside: try reader.dropped(with: entry).dropFirst().map(\.row)
    )
  }

  private func withoutEdit() throws -> UndoStep {
    guard let row = try reader.row(change.row.key, in: table) else {
      throw UndoError(.rowGone, change.row.description)
    }
    let over = try reader.neighbours(of: change.row, change: change.number, isLater: true)
    let before = try before()
    let entry = try reader.queueEntry(ofChange: change.number)
    return UndoStep(
      change: change.number,
      way: .takeBack,
      row: change.row,
      effect: .update,
      values: change.values.filter { over[$0.column] == nil }.map {
        RecordedValue(column: $0.column, old: row[$0.column] ?? .null, new: before($0))
      },
      staying: (entry?.changes ?? []).filter { $0 != change.number }
    )
  }

  private func withRow() throws -> UndoStep {
    guard try reader.row(change.row.key, in: table) == nil else {
      throw UndoError(.laterChange, change.row.description)
    }
    let before = try before()
    let data = change.values.filter { table.column($0.column)?.role == .data }
    return UndoStep(
      change: change.number,
      way: .takeBack,
      row: change.row,
      effect: .create,
      values: data.map { RecordedValue(column: $0.column, old: .null, new: before($0)) }
        .filter { !$0.new.isNull }
    )
  }

  // Where nothing else of the queue stands below, the server's value may have moved on since.
  private func before() throws -> (RecordedValue) -> FieldValue {
    let below = try reader.neighbours(of: change.row, change: change.number, isLater: false)
    let base = try reader.baseRow(change.row.key, in: table)
    return { value in
      below[value.column] == nil ? base?[value.column] ?? value.old : value.old
    }
  }
}
