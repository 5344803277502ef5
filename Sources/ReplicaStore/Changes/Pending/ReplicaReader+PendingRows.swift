package import CatalogModel
import GRDB

extension ReplicaReader {
  /// Every row with open changes, in the order in which they were first changed.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func pendingRows() throws -> [PendingRow] {
    let operations = try openOperations()
    let conflicts = try openConflictNumbers()
    var found: [(first: Int64, row: PendingRow)] = []
    var group: [OpenChange] = []
    var shared = SharedSets()
    let finish = { (changes: [OpenChange]) in
      guard let first = changes.first else { return }
      let pending = try pendingRow(
        first.row,
        changes: changes,
        operation: operations[first.row],
        conflict: conflicts[first.row],
        shared: &shared
      )
      found.append((first.number, pending))
    }
    // One row after the other, as the index has them, so that nothing but the result is held.
    let changes = try OpenChange.fetchCursor(
      db,
      sql: """
        SELECT change, resource, key, user, held, operation FROM sync_changelog
        WHERE open = 1 ORDER BY resource, key, change
        """
    )
    while let change = try changes.next() {
      if let last = group.last, last.row != change.row {
        try finish(group)
        group.removeAll(keepingCapacity: true)
      }
      group.append(change)
    }
    try finish(group)
    return found.sorted { $0.first < $1.first }.map(\.row)
  }

  /// The row as the planner sees it now; nothing where it has no open changes.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func pendingRow(_ row: RowReference) throws -> PendingRow? {
    let changes = try OpenChange.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT change, resource, key, user, held, operation FROM sync_changelog
          WHERE open = 1 AND resource = ? AND key = ? ORDER BY change
          """
      ),
      arguments: [row.resource, row.key.value.databaseValue]
    )
    guard !changes.isEmpty else { return nil }
    var shared = SharedSets()
    return try pendingRow(
      row,
      changes: changes,
      operation: openOperation(of: row),
      conflict: openConflictNumber(of: row),
      shared: &shared
    )
  }

  /// Columns that the row's open changes touch.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func openColumns(of row: RowReference) throws -> Set<String> {
    try String.fetchSet(
      db.cachedStatement(
        sql: """
          SELECT DISTINCT column FROM sync_change_value WHERE change IN
            (SELECT change FROM sync_changelog WHERE open = 1 AND resource = ? AND key = ?)
          """
      ),
      arguments: [row.resource, row.key.value.databaseValue]
    )
  }

  /// The last open change of the row that touches each column, and when it was made by the laptop's clock.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func lastEdits(
    of row: RowReference
  ) throws -> [String: (change: Int64, time: NaiveTime)] {
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT v.column, l.change, l.time FROM sync_changelog l
          JOIN sync_change_value v USING (change)
          WHERE l.open = 1 AND l.resource = ? AND l.key = ? ORDER BY l.change
          """
      ),
      arguments: [row.resource, row.key.value.databaseValue]
    )
    return rows.reduce(into: [:]) { edits, row in
      guard let time = NaiveTime(row["time"]) else { return }
      edits[row["column"]] = (row["change"], time)
    }
  }

  /// The number of the last change of all; 0 before the first.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func lastChange() throws -> Int64 {
    try Int64.fetchOne(db, sql: "SELECT max(change) FROM sync_changelog") ?? 0
  }

  private func pendingRow(
    _ row: RowReference,
    changes: [OpenChange],
    operation: OpenOperation?,
    conflict: Int64?,
    shared: inout SharedSets
  ) throws -> PendingRow {
    if let call = try call(row) {
      return try pendingCall(call, changes: changes, operation: operation, conflict: conflict)
    }
    let waiting = changes.filter { $0.operation == nil }
    // What was refused goes again together with what was changed since.
    let authored = operation?.state == .refused ? changes : waiting
    let (effect, links) = try effect(on: row, shared: &shared)
    let firm = Set(links.filter { !$0.isNullable }.map(\.row))
    return PendingRow(
      row: row,
      changes: waiting.map(\.number),
      effect: effect,
      needs: links.map(\.row),
      deferrable: Set(links.map(\.row)).subtracting(firm),
      users: shared.one(Set(authored.compactMap(\.user))),
      isHeld: changes.contains(where: \.isHeld),
      conflict: conflict,
      operation: operation
    )
  }

  // What the row's state says is to be sent: the changelog says which columns were touched, the row
  // and its base say what that came to.
  private func effect(
    on reference: RowReference,
    shared: inout SharedSets
  ) throws -> (NetEffect, [UnsentLink]) {
    guard let table = layout.table(reference.resource) else { return (.nothing, []) }
    // One look at the index tells a create, which is what most of a long queue is made of.
    if let links = try linksOfCreate(reference.key, in: table) { return (.create, links) }
    let base = try baseRow(reference.key, in: table)
    guard let row = try row(reference.key, in: table), let base else {
      return (base == nil ? .nothing : .delete, [])
    }
    let touched = try openColumns(of: reference)
    let differing = table.columns.filter { column in
      column.role == .data && touched.contains(column.name)
        && !column.equivalent(row[column.name] ?? .null, base[column.name] ?? .null)
    }
    guard !differing.isEmpty else { return (.nothing, []) }
    return (
      .update(columns: shared.one(Set(differing.map(\.name)))),
      try unsentLinks(differing) { row[$0.name] ?? .null }
    )
  }

  // The links of a row that the server never had; nothing for any other row.
  private func linksOfCreate(_ key: RowKey, in table: ResourceTable) throws -> [UnsentLink]? {
    let linked = table.columns.filter { $0.link != nil }
    let found = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT \((["1"] + linked.map { "\"\($0.name)\"" }).joined(separator: ", "))
          FROM "\(table.name)" AS held WHERE "\(table.keyName)" = ? AND NOT EXISTS (
            SELECT 1 FROM "\(table.baseName)" AS base
            WHERE base."\(table.keyName)" = held."\(table.keyName)")
          """
      ),
      arguments: [key.databaseValue]
    )
    guard let found else { return nil }
    return try unsentLinks(linked) { FieldValue(found[$0.name]) }
  }

  // A row with a key of its own, such as a unit's, is not on the server either before it is sent.
  private func unsentLinks(
    _ columns: [ResourceColumn],
    _ value: (ResourceColumn) -> FieldValue
  ) throws -> [UnsentLink] {
    try columns.compactMap { column in
      guard let link = column.link, let key = RowKey(value(column)) else { return nil }
      let row = RowReference(resource: link.resource, key: key)
      guard try key.isProvisional || isUnsentCreate(row) else { return nil }
      return UnsentLink(row: row, isNullable: column.isNullable)
    }
  }

  private func isUnsentCreate(_ row: RowReference) throws -> Bool {
    guard let table = layout.table(row.resource), table.resource.keyAssignment == .client else {
      return false
    }
    return try Bool.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT EXISTS (SELECT 1 FROM sync_changelog
            WHERE open = 1 AND resource = ?1 AND key = ?2 AND kind = 'create')
          AND NOT EXISTS (SELECT 1 FROM "\(table.baseName)" WHERE "\(table.keyName)" = ?2)
          """
      ),
      arguments: [row.resource, row.key.value.databaseValue]
    ) ?? false
  }

  private func openOperation(of row: RowReference) throws -> OpenOperation? {
    let found = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT operation, state, travels_at, user FROM sync_operation
          WHERE state IN ('frozen', 'unknown', 'refused') AND resource = ? AND key = ?
          ORDER BY operation DESC LIMIT 1
          """
      ),
      arguments: [row.resource, row.key.value.databaseValue]
    )
    guard let found, let state = OperationState(rawValue: found["state"]) else { return nil }
    return OpenOperation(
      number: found["operation"],
      state: state,
      isTravelling: (found["travels_at"] as String?) != nil,
      user: found["user"]
    )
  }

  private func openConflictNumber(of row: RowReference) throws -> Int64? {
    try Int64.fetchOne(
      db.cachedStatement(
        sql: "SELECT number FROM sync_conflict WHERE open = 1 AND resource = ? AND key = ?"
      ),
      arguments: [row.resource, row.key.value.databaseValue]
    )
  }

  private func openConflictNumbers() throws -> [RowReference: Int64] {
    let rows = try Row.fetchAll(
      db,
      sql: "SELECT number, resource, key FROM sync_conflict WHERE open = 1"
    )
    return rows.reduce(into: [:]) { numbers, row in
      guard let reference = RowReference(row) else { return }
      numbers[reference] = row["number"]
    }
  }

  private func openOperations() throws -> [RowReference: OpenOperation] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT operation, resource, key, state, travels_at, user FROM sync_operation
        WHERE state IN ('frozen', 'unknown', 'refused') ORDER BY operation
        """
    )
    return rows.reduce(into: [:]) { operations, row in
      guard let reference = RowReference(row), let state = OperationState(rawValue: row["state"])
      else { return }
      operations[reference] = OpenOperation(
        number: row["operation"],
        state: state,
        isTravelling: (row["travels_at"] as String?) != nil,
        user: row["user"]
      )
    }
  }
}
