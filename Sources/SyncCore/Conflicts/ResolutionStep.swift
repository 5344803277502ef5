import CatalogModel
import ReplicaStore

/// One decision on its way into the replica, in the transaction of its caller.
struct ResolutionStep {
  let writer: ReplicaWriter
  let conflict: Conflict
  let table: ResourceTable
  let now: NaiveTime
  /// The policy that decides; nothing where a person does.
  var policy: ConflictPolicy?

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
    let noted = try noteDecision(sides)
    let rest = conflict.columns.filter { sides[$0.column] == nil }
    if rest.isEmpty {
      try writer.closeConflict(conflict.number, decision: word(for: sides), now: now)
      try closeWhatIsLeft(noted)
    } else {
      var draft = ConflictDraft(row: conflict.row, kind: conflict.kind, columns: rest)
      (draft.theirsBy, draft.theirsAt) = (conflict.theirsBy, conflict.theirsAt)
      try writer.keepConflict(draft, now: now)
    }
    return rest.map(\.column)
  }

  // Where the server's values were taken, nothing is left to be sent.
  private func closeWhatIsLeft(_ noted: Int64?) throws {
    guard let pending = try writer.reader.pendingRow(conflict.row), pending.effect == .nothing,
      pending.operation == nil
    else { return }
    if let noted {
      try writer.close(pending.changes, outcome: .superseded, givenUpBy: noted)
    } else {
      try writer.close(pending.changes, outcome: .superseded)
    }
    try writer.clearBase(key, in: table)
  }

  /// Settles our change of a row that is gone: made anew under a new key, or let go.
  func settleGone(keepsMine: Bool) throws {
    let mine = try writer.reader.row(key, in: table)
    if keepsMine {
      guard table.resource.allows(.create), table.resource.keyAssignment == .server, let mine
      else { throw ResolutionError(code: .cannotRecreate, subject: conflict.row.description) }
      try writer.recreate(mine, in: table, now: now)
      try close(true)
      try writer.forget(conflict.row, in: table)
    } else {
      let noted = try close(false, lettingGo: mine)
      try writer.forget(conflict.row, in: table, givenUpBy: noted)
    }
  }

  /// Settles our deletion of a row that was changed: deleted all the same, or back as the server
  /// has it.
  func settleDeletion(keepsMine: Bool) throws {
    let theirs = conflict.columns.reduce(into: RowFields()) { $0[$1.column] = $1.theirs }
    guard !keepsMine else {
      try writer.setBaseColumns(key, theirs, in: table)
      try close(true)
      return
    }
    let base = try writer.reader.baseRow(key, in: table) ?? [:]
    let noted = try close(false)
    try writer.forget(conflict.row, in: table, givenUpBy: noted)
    try writer.replaceRow(base.merging(theirs) { $1 }, in: table)
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
      // Unseen, the row is taken for what was sent at first: what was typed since is compared with it.
      let sent = try writer.reader.earlierVersions(of: operation).first ?? operation.values
      let row = held ?? sent.merging([keyName: adopted.value]) { $1 }
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

  // Returns the entry of the journal that tells of the decision.
  @discardableResult
  private func close(_ keepsMine: Bool, lettingGo row: RowFields? = nil) throws -> Int64? {
    let side: ConflictDecision.Side = keepsMine ? .mine : .theirs
    let sides = Dictionary(
      uniqueKeysWithValues: conflict.columns.map { ($0.column, side) }
    )
    let noted = try noteDecision(sides, lettingGo: row, ofWholeRow: !keepsMine)
    let word = policy == nil ? (keepsMine ? "mine" : "theirs") : "policy"
    try writer.closeConflict(conflict.number, decision: word, now: now)
    return noted
  }

  // A row that goes leaves all its values in the first entry, so that it can be made anew.
  private func noteDecision(
    _ sides: [String: ConflictDecision.Side],
    lettingGo row: RowFields? = nil,
    ofWholeRow: Bool = false
  ) throws -> Int64? {
    // What gave a whole row's changes up names the first of them: they come back as one.
    let change = ofWholeRow ? try writer.reader.firstOpenChange(of: conflict.row) : nil
    var first: Int64?
    for column in conflict.columns {
      guard let side = sides[column.column] else { continue }
      var detail: [String: JSONNode] = [
        "conflict": .integer(conflict.number),
        "column": .text(column.column),
        "base": JSONNode(column.base),
        "mine": JSONNode(column.mine),
        "theirs": JSONNode(column.theirs),
      ]
      if let policy {
        detail["policy"] = .text(policy.rawValue)
        detail["kept"] = .text(word(for: [column.column: side]))
      } else {
        detail["decision"] = .text(word(for: [column.column: side]))
      }
      if first == nil, let row {
        detail[UndoPlanner.letGoName] = .object(
          row.filter { table.resource.column($0.key)?.role == .data && !$0.value.isNull }
            .mapValues { JSONNode($0) }
        )
      }
      let noted = try writer.note(
        policy == nil ? .resolved : .policy,
        row: conflict.row,
        change: change,
        detail: detail,
        now: now
      )
      first = first ?? noted
    }
    return first
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
