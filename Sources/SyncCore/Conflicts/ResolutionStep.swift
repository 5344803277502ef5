import CatalogModel
import ReplicaStore

/// One decision on its way into the replica, in the transaction of its caller.
struct ResolutionStep {
  let writer: ReplicaWriter
  let conflict: Conflict
  let table: ResourceTable
  let now: NaiveTime

  private var key: RowKey { conflict.row.key }

  /// The side chosen for each column, checked against the conflict.
  func sides(of decision: ConflictDecision) throws -> [String: ConflictDecision.Side] {
    let columns = conflict.columns.map(\.column)
    switch decision {
    case .mine: return Dictionary(uniqueKeysWithValues: columns.map { ($0, .mine) })
    case .theirs: return Dictionary(uniqueKeysWithValues: columns.map { ($0, .theirs) })
    case .columns(let sides):
      for name in sides.keys.sorted() where !columns.contains(name) {
        throw ResolutionError(code: .notInConflict, subject: name)
      }
      return sides
    }
  }

  /// Whether the technician's version of the whole row stays.
  func whole(_ decision: ConflictDecision) throws -> Bool {
    switch decision {
    case .mine: return true
    case .theirs: return false
    case .columns: throw ResolutionError(code: .wholeRowOnly, subject: String(conflict.number))
    }
  }

  /// Settles columns that both sides changed; the rest stays in conflict.
  func settleColumns(_ sides: [String: ConflictDecision.Side]) throws -> [String] {
    var row: RowFields = [:]
    var base: RowFields = [:]
    var chosen: [RecordedValue] = []
    for column in conflict.columns {
      guard let side = sides[column.column] else { continue }
      base[column.column] = column.theirs
      let value = try value(of: column, side: side)
      row[column.column] = value
      if side != .theirs {
        chosen.append(RecordedValue(column: column.column, old: column.theirs, new: value))
      }
    }
    try writer.setBaseColumns(key, base, in: table)
    try writer.setColumns(key, row, in: table)
    if !chosen.isEmpty { try writer.recordUpdate(of: conflict.row, chosen, now: now) }
    try noteDecision(sides)
    let rest = conflict.columns.filter { sides[$0.column] == nil }
    if rest.isEmpty {
      try writer.closeConflict(conflict.number, decision: word(for: sides), now: now)
      try closeWhatIsLeft()
    } else {
      var draft = ConflictDraft(row: conflict.row, kind: conflict.kind, columns: rest)
      (draft.theirsBy, draft.theirsAt) = (conflict.theirsBy, conflict.theirsAt)
      try writer.keepConflict(draft, now: now)
    }
    return rest.map(\.column)
  }

  // Where the server's values were taken, nothing is left to be sent.
  private func closeWhatIsLeft() throws {
    guard let pending = try writer.reader.pendingRow(conflict.row), pending.effect == .nothing,
      pending.operation == nil
    else { return }
    try writer.close(pending.changes, outcome: .superseded)
    try writer.clearBase(key, in: table)
  }

  /// Settles our change of a row that is gone: made anew under a new key, or let go.
  func settleGone(keepsMine: Bool) throws {
    if keepsMine {
      guard table.resource.allows(.create), table.resource.keyAssignment == .server,
        let mine = try writer.reader.row(key, in: table)
      else { throw ResolutionError(code: .cannotRecreate, subject: conflict.row.description) }
      try writer.recreate(mine, in: table, now: now)
    }
    try writer.forget(conflict.row, in: table)
    try close(keepsMine)
  }

  /// Settles our deletion of a row that was changed: deleted all the same, or back as the server
  /// has it.
  func settleDeletion(keepsMine: Bool) throws {
    let theirs = conflict.columns.reduce(into: RowFields()) { $0[$1.column] = $1.theirs }
    if keepsMine {
      try writer.setBaseColumns(key, theirs, in: table)
    } else {
      let base = try writer.reader.baseRow(key, in: table) ?? [:]
      try writer.forget(conflict.row, in: table)
      try writer.replaceRow(base.merging(theirs) { $1 }, in: table)
    }
    try close(keepsMine)
  }

  /// Settles whether the server's row is the one we created: `theirs` says it is, `mine` that it is
  /// another, a value for the key column that it is the row of that key.
  func settleDuplicate(_ decision: ConflictDecision) throws {
    let keyName = table.resource.key.name
    let adopted: RowKey?
    switch try sides(of: decision)[keyName] {
    case .theirs: adopted = conflict.columns.first.flatMap { RowKey($0.theirs) }
    case .value(let value): adopted = RowKey(value)
    case .mine, nil: adopted = nil
    }
    guard let operation = try writer.reader.unknownOperation(of: conflict.row) else { return }
    if let adopted {
      try checkOffered(adopted)
      let held = try writer.reader.row(adopted, in: table)
      let row = held ?? operation.values.merging([keyName: adopted.value]) { $1 }
      let rebase = Rebase(writer: writer, now: now, clock: ServerClock())
      try close(false)
      try withdrawOffers(of: adopted)
      try Confirmation(writer: writer, rebase: rebase, now: now).confirm(
        operation,
        row: row,
        key: adopted,
        outcome: .adopted,
        serverTime: nil
      )
    } else {
      try writer.excludeCandidates(
        try writer.reader.candidates(ofConflict: conflict.number),
        from: operation
      )
      try close(true)
    }
  }

  // Only a row that verification found may be ours, and a receipt may have claimed it meanwhile.
  private func checkOffered(_ key: RowKey) throws {
    let row = RowReference(resource: table.name, key: key)
    guard try writer.reader.candidates(ofConflict: conflict.number).contains(key),
      try !writer.reader.isClaimed(row)
    else { throw ResolutionError(code: .notOffered, subject: row.description) }
  }

  // Who else was offered the row is verified anew: fewer rows may leave no question.
  private func withdrawOffers(of adopted: RowKey) throws {
    for other in try writer.reader.conflicts()
    where other.kind == .duplicate && other.row.resource == table.name {
      let keys = try writer.reader.candidates(ofConflict: other.number)
      guard keys.contains(adopted) else { continue }
      try writer.closeConflict(other.number, decision: "dissolved", now: now)
    }
  }

  private func value(
    of column: ConflictColumn,
    side: ConflictDecision.Side
  ) throws -> FieldValue {
    switch side {
    case .mine: return column.mine
    case .theirs: return column.theirs
    case .value(let value):
      guard let rule = table.resource.column(column.column) else { return value }
      do {
        return try rule.checked(value)
      } catch {
        throw ResolutionError(code: .badValue, subject: column.column)
      }
    }
  }

  private func close(_ keepsMine: Bool) throws {
    let side: ConflictDecision.Side = keepsMine ? .mine : .theirs
    let sides = Dictionary(
      uniqueKeysWithValues: conflict.columns.map { ($0.column, side) }
    )
    try noteDecision(sides)
    try writer.closeConflict(conflict.number, decision: keepsMine ? "mine" : "theirs", now: now)
  }

  private func noteDecision(_ sides: [String: ConflictDecision.Side]) throws {
    for column in conflict.columns {
      guard let side = sides[column.column] else { continue }
      try writer.note(
        .resolved,
        row: conflict.row,
        detail: [
          "conflict": .integer(conflict.number),
          "column": .text(column.column),
          "base": JSONNode(column.base),
          "mine": JSONNode(column.mine),
          "theirs": JSONNode(column.theirs),
          "decision": .text(word(for: [column.column: side])),
        ],
        now: now
      )
    }
  }

  private func word(for sides: [String: ConflictDecision.Side]) -> String {
    let words = Set(
      sides.values.map { side in
        switch side {
        case .mine: "mine"
        case .theirs: "theirs"
        case .value: "value"
        }
      }
    )
    return words.count == 1 ? words.first ?? "mixed" : "mixed"
  }
}
