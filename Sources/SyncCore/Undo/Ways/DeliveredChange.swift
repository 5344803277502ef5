import CatalogModel
import ReplicaStore

/// Takes back what the server has: by a change that brings back what was there before.
///
/// What went to the server as one is taken back as one: between its edits the server never stood. Only
/// what still holds the value sent is brought back; what somebody changed since is theirs, and stays.
struct DeliveredChange {
  let reader: ReplicaReader
  let change: RecordedChange
  let table: ResourceTable
  /// Every change that the operation carried, oldest first; the change alone where only that is meant.
  let together: [RecordedChange]
  /// The operation; nothing where the change alone is meant.
  let operation: StoredOperation?

  /// Takes a change back with everything that was sent together with it, or alone.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  init(
    reader: ReplicaReader,
    change: RecordedChange,
    table: ResourceTable,
    isAlone: Bool
  ) throws {
    self.reader = reader
    self.change = change
    self.table = table
    operation = isAlone ? nil : try change.operation.flatMap { try reader.operation($0) }
    together =
      try operation.map { try reader.changes(ofOperation: $0.number) }?
      .compactMap { try reader.recordedChange($0) } ?? [change]
  }

  /// What taking it back does.
  ///
  /// - Throws: ``UndoError`` where the row is gone, every value was changed again, or the server
  ///   does not allow it.
  func step() throws -> UndoStep {
    switch operation?.kind ?? change.kind {
    case .create: return try gone()
    case .delete: return try anew()
    case .update, .action: return try asBefore()
    }
  }

  /// What leaving the server's row to whoever made it does: ours goes as a row of its own.
  ///
  /// - Throws: ``UndoError`` where the server takes no such row.
  func apart() throws -> UndoStep {
    guard let operation, table.hasProvisionalKeys else {
      throw UndoError(.notAllowed, change.row.description)
    }
    return step(
      .create,
      way: .separate,
      values: operation.values.sorted { $0.key < $1.key }.map {
        RecordedValue(column: $0.key, old: .null, new: $0.value)
      }
    )
  }

  private func step(
    _ effect: ChangeKind,
    way: UndoStep.Way = .counter,
    values: [RecordedValue],
    kept: [String] = [],
    adoption: Int64? = nil
  ) -> UndoStep {
    UndoStep(
      change: together.first?.number ?? change.number,
      way: way,
      row: change.row,
      effect: effect,
      values: values,
      kept: kept,
      also: together.dropFirst().map(\.number),
      adoption: adoption
    )
  }

  private func asBefore() throws -> UndoStep {
    guard let row = try reader.row(change.row.key, in: table) else {
      throw UndoError(.rowGone, change.row.description)
    }
    var ours: [RecordedValue] = []
    var others: [String] = []
    for value in try sent() {
      guard let column = table.column(value.column), column.role == .data else { continue }
      let now = row[value.column] ?? .null
      if value.held.contains(where: { column.equivalent(now, $0) }) {
        ours.append(RecordedValue(column: value.column, old: now, new: value.before))
      } else {
        others.append(value.column)
      }
    }
    guard !ours.isEmpty else { throw try hindrance() }
    return step(.update, values: ours, kept: others)
  }

  // The columns that were sent: what they held before, and what the server held afterwards.
  private func sent() throws -> [(column: String, before: FieldValue, held: [FieldValue])] {
    guard let operation else { return change.values.map { ($0.column, $0.old, [$0.new]) } }
    let confirmed = try reader.receipt(ofOperation: operation.number)?.values
      .reduce(into: RowFields()) { $0[$1.column] = $1.confirmed }
    return operation.values.sorted { $0.key < $1.key }.map { name, value in
      let held = [value] + [confirmed?[name]].compactMap(\.self)
      return (name, operation.base[name] ?? .null, held)
    }
  }

  // An own later change is taken back first; a colleague's stays.
  private func hindrance() throws -> UndoError {
    let columns = Set(together.flatMap { $0.values.map(\.column) })
    let last = together.last?.number ?? change.number
    let later = try reader.standingChange(of: change.row, after: last, touching: columns)
    return later.map { UndoError(.ownLaterChange, String($0)) }
      ?? UndoError(.changedSince, change.row.description)
  }

  private func gone() throws -> UndoStep {
    guard table.resource.allows(.delete) else {
      throw UndoError(.notAllowed, change.row.description)
    }
    guard let row = try reader.row(change.row.key, in: table) else {
      throw UndoError(.rowGone, change.row.description)
    }
    let values = table.columns.filter { $0.role == .data && !(row[$0.name] ?? .null).isNull }
    return step(
      .delete,
      values: values.map {
        RecordedValue(column: $0.name, old: row[$0.name] ?? .null, new: .null)
      },
      adoption: try operation.flatMap { try reader.adoption(ofOperation: $0.number) }
    )
  }

  // The row as the server had it: edits that went with its deletion never arrived there.
  private func anew() throws -> UndoStep {
    guard table.resource.allows(.create) else {
      throw UndoError(.cannotAdd, change.row.description)
    }
    guard try reader.row(change.row.key, in: table) == nil else {
      throw UndoError(.changedSince, change.row.description)
    }
    let before = together.reversed().reduce(into: RowFields()) { before, change in
      for value in change.values { before[value.column] = value.old }
    }
    let data = before.filter { table.column($0.key)?.role == .data && !$0.value.isNull }
    return step(
      .create,
      values: data.sorted { $0.key < $1.key }.map {
        RecordedValue(column: $0.key, old: .null, new: $0.value)
      }
    )
  }
}
