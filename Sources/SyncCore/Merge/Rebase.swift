import CatalogModel
import ReplicaStore

/// Brings the server's version of a row into the replica, in the transaction of its caller: written
/// as it is where nothing waits here, merged where something does.
struct Rebase {
  let writer: ReplicaWriter
  let now: NaiveTime
  /// The difference between the clocks at the run, if it is known; `latest` needs it.
  let clock: ServerClock

  /// What came of one row.
  struct Effect: Equatable {
    /// Whether what the technician sees has changed.
    var isChanged = false
    /// The number of a conflict that this version opened.
    var opened: Int64?
    /// Whether the row is in conflict now.
    var isInConflict = false
  }

  /// Takes the server's version of a row in, with its key; values that the server has confirmed as
  /// ours just now join the base.
  ///
  /// - Returns: what came of it.
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  @discardableResult
  func take(
    _ theirs: RowFields,
    in table: ResourceTable,
    confirmed: RowFields = [:]
  ) throws -> Effect {
    guard let key = theirs.key(in: table.resource) else { return Effect() }
    let row = RowReference(resource: table.resource.name, key: key)
    let open = try writer.reader.openColumns(of: row)
    let operation = try writer.reader.unknownOperation(of: row)
    let kept = try writer.reader.baseRow(key, in: table)
    let untouched = unknownColumns(of: kept, theirs, except: open, in: table.resource)
    let base = kept?.merging(untouched) { $1 }
    let conflict = try writer.reader.conflict(of: row)
    let isPending = try writer.reader.pendingRow(row) != nil
    guard isPending || operation != nil || conflict != nil else {
      if base != nil { try writer.clearBase(key, in: table) }
      return Effect(isChanged: try writer.storeServerRow(theirs, in: table))
    }
    let mine = try writer.reader.row(key, in: table)?.merging(untouched) { $1 }
    if let mine, isReborn(base ?? mine, theirs, in: table.resource) {
      return try keepGone(row, mine: mine, base: base, touched: open, in: table)
    }
    let versions = RowVersions(
      base: (base ?? [:]).merging(confirmed) { $1 },
      mine: mine,
      theirs: theirs.filter { table.resource.column($0.key) != nil },
      changed: open,
      sent: operation?.values ?? [:],
      doubted: doubted(conflict, resource: table.resource),
      mineAt: try mineAt(row),
      theirsAt: theirs.time(.modifiedAt, in: table.resource).map(clock.time(ofStamp:))
    )
    let merged = RowMerge(resource: table.resource, columns: table.columns).merged(versions)
    try writer.setBase(merged.base, in: table)
    if let merged = merged.row { try writer.replaceRow(merged, in: table) }
    try claim(merged.losses, unless: open, of: row)
    try noteLosses(merged.losses, row: row)
    var effect = try keep(merged, of: row, known: conflict, theirs: theirs, in: table.resource)
    effect.isChanged = merged.row != mine
    try rule(on: versions, of: row, in: table, &effect)
    return effect
  }

  // Where the row was deleted here, the resource's policy may say what becomes of it.
  private func rule(
    on versions: RowVersions,
    of row: RowReference,
    in table: ResourceTable,
    _ effect: inout Effect
  ) throws {
    guard versions.mine == nil, effect.isInConflict,
      let conflict = try writer.reader.conflict(of: row)
    else { return }
    let ruling = PolicyRuling(writer: writer, table: table, now: now)
    let later = versions.isMineLater(in: conflict.columns.map(\.column))
    guard try ruling.settle(conflict.number, isMineLater: later) else { return }
    effect = Effect(isChanged: try writer.reader.row(row.key, in: table) != nil)
  }

  // The conflict is brought up to date, opened, or closed because nothing is disputed any more.
  private func keep(
    _ merged: MergedRow,
    of row: RowReference,
    known: Conflict?,
    theirs: RowFields,
    in resource: Resource
  ) throws -> Effect {
    if merged.conflict.isEmpty {
      if let known, !merged.losses.isEmpty {
        try writer.closeConflict(known.number, decision: "policy", now: now)
      } else if let known {
        try writer.closeConflict(known.number, decision: "dissolved", now: now)
        try writer.note(
          .dissolved,
          row: row,
          detail: ["conflict": .integer(known.number)],
          now: now
        )
      }
      return Effect()
    }
    let author = resource.stamp(.modifiedBy).flatMap { theirs[$0.name] }
    let (number, isNew) = try writer.keepConflict(
      ConflictDraft(
        row: row,
        kind: merged.kind,
        columns: merged.conflict,
        theirsBy: author.flatMap { $0.isNull ? nil : $0.description },
        theirsAt: theirs.time(.modifiedAt, in: resource)
      ),
      now: now
    )
    if isNew {
      try writer.note(.conflict, row: row, detail: ["conflict": .integer(number)], now: now)
    }
    return Effect(opened: isNew ? number : nil, isInConflict: true)
  }

  // Made at another time, it is another row under a key given anew: ours is gone, and they never merge.
  private func isReborn(_ held: RowFields, _ theirs: RowFields, in resource: Resource) -> Bool {
    guard let ours = held.time(.createdAt, in: resource),
      let other = theirs.time(.createdAt, in: resource)
    else { return false }
    return ours != other
  }

  private func keepGone(
    _ row: RowReference,
    mine: RowFields,
    base: RowFields?,
    touched: Set<String>,
    in table: ResourceTable
  ) throws -> Effect {
    let draft = ConflictDraft(
      gone: row,
      mine: mine,
      base: base ?? [:],
      columns: table.columns.filter { $0.role == .data && touched.contains($0.name) }
    )
    let (number, isNew) = try writer.keepConflict(draft, now: now)
    return Effect(opened: isNew ? number : nil, isInConflict: true)
  }

  // Work that came back from an outbox knows its own columns only. In the others nothing was done here, so
  // whatever the server has is no news. Every row of the server has a creation stamp.
  private func unknownColumns(
    of base: RowFields?,
    _ theirs: RowFields,
    except touched: Set<String>,
    in resource: Resource
  ) -> RowFields {
    guard let base, let stamp = resource.stamp(.createdAt), base[stamp.name]?.isNull ?? true,
      let created = theirs[stamp.name], !created.isNull
    else { return [:] }
    return theirs.filter { !touched.contains($0.key) && resource.column($0.key) != nil }
  }

  // A column of a group that stays ours by policy is sent with it, although nobody typed it here: else the
  // next pull would take it for the colleague's alone, and make a row that neither person entered.
  private func claim(
    _ losses: [MergedRow.Loss],
    unless typed: Set<String>,
    of row: RowReference
  ) throws {
    let claimed = losses.filter { $0.keptMine && !typed.contains($0.column) }
    guard !claimed.isEmpty else { return }
    let values = claimed.map { RecordedValue(column: $0.column, old: $0.theirs, new: $0.mine) }
    try writer.recordUpdate(of: row, values, now: now)
  }

  private func noteLosses(_ losses: [MergedRow.Loss], row: RowReference) throws {
    for loss in losses {
      try writer.note(
        .policy,
        row: row,
        detail: [
          "column": .text(loss.column),
          "mine": JSONNode(loss.mine),
          "theirs": JSONNode(loss.theirs),
          "policy": .text(loss.policy.rawValue),
          "kept": .text(loss.keptMine ? "mine" : "theirs"),
        ],
        now: now
      )
    }
  }

  // In such a column the conflict's base and the server's value are the same: what is disputed is
  // whether a colleague put it back after our unanswered update.
  private func doubted(_ conflict: Conflict?, resource: Resource) -> Set<String> {
    guard let conflict, conflict.kind == .updateUpdate else { return [] }
    let columns = conflict.columns.filter { column in
      resource.column(column.column)?.equivalent(column.base, column.theirs) ?? false
    }
    return Set(columns.map(\.column))
  }

  private func mineAt(_ row: RowReference) throws -> [String: ClosedRange<NaiveTime>] {
    guard clock.atEdits != nil else { return [:] }
    return try writer.reader.lastEdits(of: row)
      .compactMapValues { clock.time(ofEdit: $0.change, at: $0.time) }
  }
}
