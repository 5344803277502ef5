import CatalogModel
import GRDB

extension ReplicaReader {
  /// Conflicts that wait for a decision, oldest first.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func conflicts() throws -> [Conflict] {
    try Row.fetchAll(db, sql: "SELECT * FROM sync_conflict WHERE open = 1 ORDER BY number")
      .compactMap(conflict)
  }

  /// The open conflict of that number.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func conflict(_ number: Int64) throws -> Conflict? {
    try Row.fetchOne(
      db.cachedStatement(
        sql: "SELECT * FROM sync_conflict WHERE open = 1 AND number = ?"
      ),
      arguments: [number]
    ).flatMap(conflict)
  }

  /// The row's open conflict.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func conflict(of row: RowReference) throws -> Conflict? {
    try Row.fetchOne(
      db.cachedStatement(
        sql: "SELECT * FROM sync_conflict WHERE open = 1 AND resource = ? AND key = ?"
      ),
      arguments: [row.resource, row.key.value.databaseValue]
    ).flatMap(conflict)
  }

  private func conflict(_ row: Row) throws -> Conflict? {
    guard let reference = RowReference(row), let kind = ConflictKind(rawValue: row["kind"]) else {
      return nil
    }
    let number: Int64 = row["number"]
    let time = { (name: String) in (row[name] as String?).flatMap(NaiveTime.init) }
    let live = kind == .updateUpdate ? try liveRow(reference) : nil
    return Conflict(
      number: number,
      row: reference,
      kind: kind,
      openedAt: time("opened_at"),
      mineBy: row["mine_by"],
      mineAt: time("mine_at"),
      theirsBy: row["theirs_by"],
      theirsAt: time("theirs_at"),
      columns: try columns(of: number, resource: layout.catalog[reference.resource]).map {
        ConflictColumn(
          column: $0.column,
          base: $0.base,
          mine: live?[$0.column] ?? $0.mine,
          theirs: $0.theirs
        )
      }
    )
  }

  // A row in conflict may be edited on: what the technician sees now is what `mine` means.
  private func liveRow(_ reference: RowReference) throws -> RowFields? {
    guard let table = layout.table(reference.resource) else { return nil }
    return try row(reference.key, in: table)
  }

  // In the resource's own order, so that a conflict reads like its row.
  private func columns(of conflict: Int64, resource: Resource?) throws -> [ConflictColumn] {
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: "SELECT column, base, mine, theirs FROM sync_conflict_column WHERE conflict = ?"
      ),
      arguments: [conflict]
    )
    let order = resource?.columns.map(\.name) ?? []
    return
      rows
      .map { row in
        let name: String = row["column"]
        let typed = { (side: String) in
          let stored = FieldValue(row[side])
          return resource?.column(name)?.value(stored: stored) ?? stored
        }
        return ConflictColumn(
          column: name,
          base: typed("base"),
          mine: typed("mine"),
          theirs: typed("theirs")
        )
      }
      .sorted { left, right in
        (order.firstIndex(of: left.column) ?? .max) < (order.firstIndex(of: right.column) ?? .max)
      }
  }
}
