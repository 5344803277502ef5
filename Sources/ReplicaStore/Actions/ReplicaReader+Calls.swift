import CatalogModel
import GRDB

extension ReplicaReader {
  /// The action that is in the queue under a reference; nothing where it is none.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func call(_ row: RowReference) throws -> QueuedCall? {
    guard layout.table(row.resource) == nil,
      let action = layout.catalog.action(named: row.resource)
    else { return nil }
    let head = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT change, time FROM sync_changelog
          WHERE open = 1 AND resource = ? AND key = ? AND kind = 'action'
          """
      ),
      arguments: [row.resource, row.key.databaseValue]
    )
    return try head.map { head in
      let change: Int64 = head["change"]
      return QueuedCall(
        change: change,
        row: row,
        action: action,
        values: try callValues(of: change, action),
        askedAt: (head["time"] as String?).flatMap(NaiveTime.init)
      )
    }
  }

  /// Every action in the queue, in the order in which they were asked for.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func calls() throws -> [QueuedCall] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT resource, key FROM sync_changelog INDEXED BY sync_changelog_actions
          WHERE open = 1 AND kind = 'action' ORDER BY change
          """
      )
    ).compactMap { try RowReference($0).flatMap { try call($0) } }
  }

  /// The rows that a row is, and those that it refers to: what an action may be about that concerns it.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func subjects(of row: RowReference) throws -> Set<RowReference> {
    guard let table = layout.table(row.resource) else { return [row] }
    let fields = try self.row(row.key, in: table) ?? baseRow(row.key, in: table) ?? [:]
    return table.columns.reduce(into: [row]) { found, column in
      guard let link = column.link, let key = fields[column.name].flatMap(RowKey.init) else {
        return
      }
      found.insert(RowReference(resource: link.resource, key: key))
    }
  }

  /// The call that waits for the same subject with the same payload, and was not sent yet.
  func waitingCall(_ action: Action, _ values: RowFields) throws -> QueuedCall? {
    try calls().first { call in
      guard call.action.name == action.name, call.values == values else { return false }
      return try String.fetchOne(
        db,
        sql: """
          SELECT 1 FROM sync_changelog WHERE change = ? AND operation IS NULL AND held = 0
            AND user IS (SELECT user FROM sync_engine WHERE id = 1)
          """,
        arguments: [call.change]
      ) != nil
    }
  }

  /// A queued action as the planner sees it.
  func pendingCall(
    _ call: QueuedCall,
    changes: [OpenChange],
    operation: OpenOperation?,
    conflict: Int64?
  ) throws -> PendingRow {
    PendingRow(
      row: call.row,
      changes: changes.filter { $0.operation == nil }.map(\.number),
      effect: .action,
      needs: try needs(of: call),
      users: Set(changes.compactMap(\.user)),
      isHeld: changes.contains(where: \.isHeld),
      conflict: conflict,
      operation: operation,
      validity: call.validity
    )
  }

  // New rows that it names, changes that it is to bring to the unit, and earlier actions on the same
  // subject whose fate is not known: what these did decides what this one does.
  private func needs(of call: QueuedCall) throws -> [RowReference] {
    var needs = call.action.columns.compactMap { column -> RowReference? in
      // The row that its own answer will name.
      guard column.name != call.action.opened?.member, let link = column.link,
        let key = call.values[column.name].flatMap(RowKey.init),
        key.isProvisional
      else { return nil }
      return RowReference(resource: link.resource, key: key)
    }
    guard let subject = call.subject else { return needs }
    if call.action.delivery == .workflow { needs += try steps(of: subject, before: call.change) }
    for resource in call.action.carries { needs += try openRows(of: resource, about: subject) }
    return try needs + unansweredCalls(about: subject, before: call)
  }

  // Each step of a repair means something only after the one before it.
  private func steps(of subject: RowReference, before change: Int64) throws -> [RowReference] {
    try calls().filter { other in
      other.change < change && other.action.delivery == .workflow && other.subject == subject
    }.map(\.row)
  }

  private func openRows(
    of resource: String,
    about subject: RowReference
  ) throws -> [RowReference] {
    guard let table = layout.table(resource) else { return [] }
    let links = table.columns.filter { $0.link?.resource == subject.resource }
    return try links.flatMap { column in
      try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT DISTINCT l.resource, l.key FROM sync_changelog l
            JOIN "\(table.name)" t ON t."\(table.keyName)" = l.key
            WHERE l.open = 1 AND l.resource = ? AND t."\(column.name)" = ?
            """
        ),
        arguments: [resource, subject.key.databaseValue]
      ).compactMap { RowReference($0) }
    }
  }

  private func unansweredCalls(
    about subject: RowReference,
    before call: QueuedCall
  ) throws -> [RowReference] {
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT l.resource, l.key FROM sync_changelog l INDEXED BY sync_changelog_actions
          JOIN sync_operation o ON o.operation = l.operation AND o.state = 'unknown'
          WHERE l.open = 1 AND l.kind = 'action' AND l.change < ? ORDER BY l.change
          """
      ),
      arguments: [call.change]
    )
    return try rows.compactMap { RowReference($0) }
      .filter { try self.call($0)?.subject == subject }
  }

  private func callValues(of change: Int64, _ action: Action) throws -> RowFields {
    let rows = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT column, new FROM sync_change_value WHERE change = ?"),
      arguments: [change]
    )
    return rows.reduce(into: [:]) { values, row in
      let name: String = row["column"]
      let value = FieldValue(row["new"])
      values[name] = action.column(name)?.value(stored: value) ?? value
    }
  }
}
