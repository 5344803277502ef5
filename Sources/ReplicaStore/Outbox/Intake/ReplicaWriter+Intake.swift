package import CatalogModel
import GRDB

extension ReplicaWriter {
  /// Takes in unsent work that comes from an outbox.
  ///
  /// Each row gets one operation that counts as sent and not answered, so that it is verified before
  /// anything of it is sent. What was taken in before, and what left from here, is left alone.
  ///
  /// Rows made elsewhere keep their provisional key where it is free here, else they get a new one, and
  /// what refers to them follows. A row that has unsent work here already is left out.
  ///
  /// - Parameters:
  ///   - replay: what the file said.
  ///   - now: the laptop's clock.
  /// - Returns: the rows taken in, and those left out, by the keys they have here.
  /// - Throws: ``ReplicaError`` when the database cannot be written; nothing is taken in then.
  package func takeIn(
    _ replay: OutboxReplay,
    now: NaiveTime
  ) throws -> (taken: [RowReference], left: [RowReference]) {
    var intake = Intake(named: replay.named, origin: replay.header?.replica, now: now)
    for row in try reader.news(in: replay) {
      if row.changes.first?.kind == .action {
        try takeInCall(row, id: row.id(in: replay), into: &intake)
        continue
      }
      // Of a row whose creation cannot be read, its later changes alone are no row.
      guard let table = layout.table(row.row.resource), let net = row.net,
        net.kind == .create || !row.row.key.isProvisional,
        try reader.pendingRow(row.row) == nil
          || (net.kind == .create && row.row.key.isProvisional)
      else {
        intake.left.append(row.row)
        continue
      }
      try takeIn(row, net, table: table, id: row.id(in: replay), into: &intake)
    }
    try rememberKeys(of: replay)
    try reader.eachTravelling { id, changes in outbox.travel(changes, id: id) }
    return (intake.taken, intake.left)
  }

  // Names, and what is known of the server's clock, of the replica that this one is or was made from.
  // Another's provisional keys mean other rows here.
  private func rememberKeys(of replay: OutboxReplay) throws {
    let replica = replay.header?.replica ?? ""
    let own = try ["replica", "recovered-from"].compactMap { try reader.remembered($0) }
    guard own.contains(replica) else { return }
    for (row, key) in replay.named { try rememberKey(key, of: row) }
    if let untold = replay.untold, try reader.untold() == nil { try keepUntold(untold) }
    guard let clock = replay.clock,
      try reader.remembered("server-time").flatMap(NaiveTime.init).map({ $0 < clock.server })
        ?? true
    else { return }
    try remember("server-time", clock.server.description)
    if let lag = clock.lag { try remember("stamp-lag", lag) }
    if let identity = clock.identity, let user = replay.header?.user {
      try remember("identity:\(user)", identity)
    }
  }

  private func rememberKey(_ key: RowKey, of row: RowReference) throws {
    guard let table = layout.table(row.resource), table.hasProvisionalKeys,
      try reader.row(row.key, in: table) == nil, try reader.pendingRow(row) == nil
    else { return }
    try db.execute(
      sql: """
        INSERT INTO sync_key_map(resource, provisional, server) VALUES (?, ?, ?)
        ON CONFLICT DO NOTHING
        """,
      arguments: [row.resource, row.key.databaseValue, key.databaseValue]
    )
    // No row made from now on takes a provisional key that had a meaning.
    try takeKey(row.key, in: table)
  }

  /// What one intake has come to know on its way.
  struct Intake {
    let named: [RowReference: RowKey]
    /// The replica that sent an export.
    let origin: String?
    let now: NaiveTime
    var keys: [RowReference: RowKey] = [:]
    var taken: [RowReference] = []
    var left: [RowReference] = []

    /// The key that a row has here.
    func key(of row: RowReference) -> RowKey? { keys[row] ?? named[row] }
  }

  private func takeIn(
    _ recovered: RecoveredRow,
    _ net: (kind: ChangeKind, values: RowFields, base: RowFields),
    table: ResourceTable,
    id: String,
    into intake: inout Intake
  ) throws {
    var values = linked(net.values, in: table, intake)
    let base = linked(net.base, in: table, intake)
    let key = try place(recovered.row, net.kind, values, base, in: table)
    intake.keys[recovered.row] = key
    let row = RowReference(resource: table.name, key: key)
    intake.taken.append(row)
    if net.kind == .update, let stamp = table.resource.stamp(.modifiedAt),
      let time = recovered.changes.first?.baseModifiedAt
    {
      try setBaseColumns(key, [stamp.name: .text(time.description)], in: table)
    }
    let sent = table.columns.filter { column in
      column.role == .data || (net.kind == .create && table.resource.keyAssignment == .client)
    }
    values = values.filter { value in sent.contains { $0.name == value.key } }
    if net.kind == .create { values = values.filter { !$0.value.isNull } }
    if net.kind == .delete { values = [:] }
    let operation = try keepUnverified(
      recovered,
      row: row,
      kind: net.kind,
      id: id,
      heldKeys: net.kind == .create ? namedKeys(of: table.name, intake) : [],
      intake
    )
    for (column, value) in values {
      try db.execute(
        sql: "INSERT INTO sync_operation_value(operation, column, base, value) VALUES (?, ?, ?, ?)",
        arguments: [
          operation, column, (base[column] ?? .null).databaseValue, value.databaseValue,
        ]
      )
    }
    for change in recovered.changes {
      try record(change, of: row, operation: operation, recovered.isHeld, intake, table)
    }
    try note(.recovered, row: row, operation: operation, now: intake.now)
  }

  // Makes the row as its maker saw it. Where this replica does not hold what it was made upon, only the
  // columns in question are known until the next pull.
  private func place(
    _ row: RowReference,
    _ kind: ChangeKind,
    _ values: RowFields,
    _ base: RowFields,
    in table: ResourceTable
  ) throws -> RowKey {
    let data = values.filter { table.column($0.key)?.role == .data }
    let keyName = table.resource.key.name
    if kind == .create {
      let key = try isFree(row, in: table) ? row.key : freshKey(in: table)
      try replaceRow(typed(data, table).merging([keyName: key.value]) { $1 }, in: table)
      return key
    }
    let held = try reader.row(row.key, in: table) ?? [:]
    let before = base.filter { table.column($0.key)?.role == .data }
    let known = typed(before, table).merging(held) { $1 }.merging([keyName: row.key.value]) { $1 }
    try setBase(known, in: table)
    if kind == .delete {
      try removeRow(row.key, in: table)
    } else {
      try replaceRow(known.merging(typed(data, table)) { $1 }, in: table)
    }
    return row.key
  }

  /// Whether a provisional key of another file means nothing here: no row, none that was named, and none
  /// that the answer to a waiting action will name.
  func isFree(_ row: RowReference, in table: ResourceTable) throws -> Bool {
    try reader.row(row.key, in: table) == nil && reader.serverKey(of: row) == nil
      && reader.pendingRow(row) == nil
      && !reader.calls().contains { call in
        guard let opened = call.action.opened, opened.resource == table.name else { return false }
        return call.values[opened.member].flatMap(RowKey.init) == row.key
      }
  }

  // SQLite hands the next provisional key out and takes the empty row back.
  private func freshKey(in table: ResourceTable) throws -> RowKey {
    try db.execute(sql: "INSERT INTO \"\(table.name)\" DEFAULT VALUES")
    let key = RowKey.integer(db.lastInsertedRowID)
    try removeRow(key, in: table)
    return key
  }

  /// Keeps an operation for it that counts as sent and not answered.
  func keepUnverified(
    _ recovered: RecoveredRow,
    row: RowReference,
    kind: ChangeKind,
    id: String,
    heldKeys: Set<RowKey>,
    _ intake: Intake
  ) throws -> Int64 {
    // Where no server's time was ever told, every row of the account may be the one in question.
    let sentAt = recovered.sentAfter?.description ?? "2000-01-01T00:00:00"
    let keys = heldKeys.union(recovered.operation?.heldKeys ?? [])
    try db.execute(
      sql: """
        INSERT INTO sync_operation(
          id, resource, key, kind, state, user, frozen_at, attempts, sent_at, base_modified_at,
          held_keys, origin, travels_at, recovered)
        VALUES (?, ?, ?, ?, 'unknown', ?, ?, 1, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        id, row.resource, row.key.databaseValue, kind.rawValue, recovered.changes.last?.user,
        intake.now.description, sentAt, recovered.changes.first?.baseModifiedAt?.description,
        Self.text(of: keys), recovered.operation == nil ? nil : intake.origin,
        recovered.travelID == nil ? nil : intake.now.description,
        recovered.operation?.isRecovered ?? true,
      ]
    )
    return db.lastInsertedRowID
  }

  private func record(
    _ change: OutboxChange,
    of row: RowReference,
    operation: Int64,
    _ isHeld: Bool,
    _ intake: Intake,
    _ table: ResourceTable
  ) throws {
    try db.execute(
      sql: """
        INSERT INTO sync_changelog(resource, key, kind, time, user, held, operation)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        row.resource, row.key.databaseValue, change.kind.rawValue, change.time, change.user, isHeld,
        operation,
      ]
    )
    let number = db.lastInsertedRowID
    for value in change.values where table.resource.column(value.column) != nil {
      let isKey = value.column == table.resource.key.name && !value.new.isNull
      let fields = linked([value.column: value.new], in: table, intake)
      let new = isKey ? row.key.value : fields[value.column] ?? .null
      try db.execute(
        sql: "INSERT INTO sync_change_value(change, column, old, new) VALUES (?, ?, ?, ?)",
        arguments: [number, value.column, value.old.databaseValue, new.databaseValue]
      )
    }
  }

  // References to rows that got another key, by the server or here.
  private func linked(
    _ fields: RowFields,
    in table: ResourceTable,
    _ intake: Intake
  ) -> RowFields {
    fields.reduce(into: fields) { result, field in
      guard let link = table.resource.column(field.key)?.link, let key = RowKey(field.value),
        key.isProvisional,
        let here = intake.key(of: RowReference(resource: link.resource, key: key))
      else { return }
      result[field.key] = here.value
    }
  }

  private func namedKeys(of resource: String, _ intake: Intake) -> Set<RowKey> {
    Set(intake.named.filter { $0.key.resource == resource }.values)
  }

  private func typed(_ fields: RowFields, _ table: ResourceTable) -> RowFields {
    fields.reduce(into: [:]) { result, field in
      result[field.key] = table.column(field.key)?.value(stored: field.value) ?? field.value
    }
  }
}
