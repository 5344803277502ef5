import CatalogModel
import ReplicaStore

/// Carries out the steps of an undo or redo, in the transaction of its caller.
struct UndoExecution {
  let writer: ReplicaWriter
  let now: NaiveTime

  /// Takes a change back.
  ///
  /// - Parameters:
  ///   - step: what to do.
  ///   - undo: under which number the undo is remembered.
  ///   - remembers: whether changes taken back are noted as such, which a redo does not.
  /// - Returns: the changes that this made.
  /// - Throws: ``ReplicaError`` where the replica's rules forbid it or it cannot be written.
  @discardableResult
  func perform(_ step: UndoStep, undo: Int64, remembers: Bool = true) throws -> [Int64] {
    if step.effect == .action {
      let taken = try writer.giveUp([step.row] + step.beside, as: .undone, now: now)
      if remembers { try writer.mark(taken, undoneBy: undo) }
      return []
    }
    guard let table = writer.layout.table(step.row.resource) else { return [] }
    let mark = { (changes: [Int64]) in
      if remembers { try writer.mark(changes, undoneBy: undo) }
    }
    switch step.way {
    case .later:
      try mark(step.changes)
      return []
    case .takeBack:
      let (taken, made) = try takeBack(step, in: table, undo: undo)
      try mark(taken)
      return made
    case .counter, .restore, .separate:
      let made = try record(step, in: table, undo: remembers ? undo : nil)
      try mark(step.changes)
      return made
    }
  }

  private func takeBack(
    _ step: UndoStep,
    in table: ResourceTable,
    undo: Int64
  ) throws -> (taken: [Int64], made: [Int64]) {
    guard let number = step.change, let change = try writer.reader.recordedChange(number) else {
      return ([], [])
    }
    let refused = try writer.reader.pendingRow(step.row)?.operation?.number
    if let refused, refused == change.operation { try writer.abandon(refused) }
    let values = step.values.reduce(into: RowFields()) { $0[$1.column] = $1.new }
    switch step.effect {
    case .update where !step.also.isEmpty:
      return (try writer.giveUp([step.row], as: .undone, now: now), [])
    case .delete:
      let rows = [step.row] + step.beside
      return (try writer.giveUp(rows, as: .undone, now: now), [])
    case .create where !change.isOpen:
      // It was never sent and left nothing behind, so it is simply made once more.
      return ([number], try record(step, in: table, undo: undo))
    case .create:
      let base = try writer.reader.baseRow(step.row.key, in: table) ?? [:]
      let key = [table.resource.key.name: step.row.key.value]
      let row = base.merging(values) { $1 }.merging(key) { $1 }
      try writer.takeBackDeletion(change, row: row, in: table)
    case .update, .action:
      let later = try writer.reader.neighbours(of: step.row, change: number, isLater: true)
      try writer.takeBackUpdate(change, values: values, later: later, in: table)
    }
    return ([number], [])
  }

  private func record(
    _ step: UndoStep,
    in table: ResourceTable,
    undo: Int64?
  ) throws -> [Int64] {
    let values = step.values.reduce(into: RowFields()) { $0[$1.column] = $1.new }
    return try writer.recording(madeBy: undo, now: now) {
      switch step.effect {
      case .update, .action: _ = try writer.update(step.row.key, set: values, in: table)
      case .delete: _ = try writer.delete(step.row.key, from: table)
      case .create:
        let given = values.filter { !$0.value.isNull }
        let key = try writer.insert(
          given.merging(try key(for: step, in: table)) { $1 },
          into: table
        )
        if step.way == .separate {
          try writer.referUnsentRows(from: step.row.key, to: key.key, of: table)
        }
      }
    }
  }

  // A key that the server never saw is free to be used again, so that references to it hold again.
  private func key(for step: UndoStep, in table: ResourceTable) throws -> RowFields {
    guard step.way != .separate else { return [:] }
    let isOurs = table.resource.keyAssignment == .client
    guard isOurs || step.row.key.isProvisional else { return [:] }
    return [table.resource.key.name: step.row.key.value]
  }
}
