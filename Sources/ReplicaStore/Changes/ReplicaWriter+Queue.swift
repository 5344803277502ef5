package import CatalogModel
import GRDB

extension ReplicaWriter {
  /// Puts a row's changes on hold, or lets them go.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func setHeld(_ isHeld: Bool, entry: QueueEntry) throws {
    for change in entry.changes {
      outbox.hold(change, isHeld)
      try db.execute(
        sql: "UPDATE sync_changelog SET held = ? WHERE change = ?",
        arguments: [isHeld, change]
      )
    }
  }

  /// Gives up all open changes of the named rows: each becomes what the server last had, rows made
  /// here go.
  ///
  /// - Throws: ``ReplicaError`` with ``ReplicaError/Code/awaitsVerification`` where an operation was
  ///   sent and not answered: what became of it has to be known first. Nothing is given up then.
  package func drop(_ rows: [RowReference], now: NaiveTime) throws {
    _ = try giveUp(rows, as: .dropped, now: now)
  }

  /// Gives up all open changes of the named rows as dropped or as undone.
  ///
  /// - Returns: the changes given up.
  /// - Throws: as ``drop(_:now:)`` does.
  package func giveUp(
    _ rows: [RowReference],
    as outcome: ChangeOutcome,
    now: NaiveTime
  ) throws -> [Int64] {
    var given: [Int64] = []
    var firstEntry: Int64?
    for row in rows {
      guard let pending = try reader.pendingRow(row),
        let entry = try reader.queueEntry(of: pending)
      else { continue }
      guard pending.operation?.state != .unknown else {
        throw ReplicaError(.awaitsVerification, row.description)
      }
      let noted = try note(
        outcome == .undone ? .undone : .dropped,
        row: row,
        change: entry.number,
        detail: try detail(of: entry),
        now: now
      )
      if let operation = pending.operation { try abandon(operation.number) }
      let conflict = try pending.conflict.flatMap { try reader.conflict($0) }
      if let conflict {
        try closeConflict(conflict.number, decision: "dropped", now: now)
      }
      let together = firstEntry ?? noted
      firstEntry = together
      if outcome == .dropped {
        try close(entry.changes, outcome: outcome, givenUpBy: together)
      } else {
        try close(entry.changes, outcome: outcome)
      }
      given += entry.changes
      // An action leaves no row behind.
      guard let table = layout.table(row.resource) else { continue }
      if var base = try reader.baseRow(row.key, in: table), conflict?.kind != .updateDelete {
        // In undecided columns the base is older than what the server has.
        for column in conflict?.columns ?? [] where base[column.column] != nil {
          base[column.column] = column.theirs
        }
        try replaceRow(base, in: table)
      } else {
        try removeRow(row.key, in: table)
      }
      try clearBase(row.key, in: table)
    }
    return given
  }

  // What was given up: the values that would have been sent, or a deletion and what it would have taken.
  private func detail(of entry: QueueEntry) throws -> [String: JSONNode] {
    guard entry.kind == .delete else {
      return entry.values.reduce(into: [:]) { $0[$1.column] = JSONNode($1.new) }
    }
    let taken = try entry.changes.last.flatMap { try reader.recordedChange($0) }?.values ?? []
    return taken.reduce(into: ["deletion": .boolean(true)]) {
      if !$1.old.isNull { $0[$1.column] = JSONNode($1.old) }
    }
  }
}

extension ReplicaReader {
  /// The rows whose changes go when an entry's changes are given up: the entry's own, and where its
  /// row exists only here, or is yet to be begun by the action that the entry is, every queued row and action
  /// that refers to it, at any depth.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func dropped(with entry: QueueEntry) throws -> [QueueEntry] {
    let queue = try queue()
    var going = [entry]
    var next = 0
    while next < going.count {
      let row = going[next].row
      next += 1
      guard let parent = try rowToCome(of: row), parent.key.isProvisional else { continue }
      going += queue.filter { other in
        other.needs.contains(parent) && !going.contains { $0.row == other.row }
      }
    }
    return going
  }

  // The row itself, or the one that an action will name in its answer.
  private func rowToCome(of row: RowReference) throws -> RowReference? {
    guard let call = try call(row) else { return row }
    guard let opened = call.action.opened else { return nil }
    return call.values[opened.member].flatMap(RowKey.init).map {
      RowReference(resource: opened.resource, key: $0)
    }
  }
}
