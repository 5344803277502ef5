package import CatalogModel
import GRDB

extension ReplicaWriter {
  /// Opens the row's conflict, or brings the open one up to date; a row has at most one.
  ///
  /// - Returns: the conflict's number, and whether it is new.
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  @discardableResult
  package func keepConflict(
    _ draft: ConflictDraft,
    now: NaiveTime
  ) throws -> (number: Int64, isNew: Bool) {
    let known = try reader.conflict(of: draft.row)
    let number = try known?.number ?? openConflict(draft, now: now)
    try db.execute(
      sql: "UPDATE sync_conflict SET kind = ?, theirs_by = ?, theirs_at = ? WHERE number = ?",
      arguments: [draft.kind.rawValue, draft.theirsBy, draft.theirsAt?.description, number]
    )
    try db.execute(
      sql: "DELETE FROM sync_conflict_column WHERE conflict = ?",
      arguments: [number]
    )
    for column in draft.columns {
      let stored = { (value: FieldValue) in
        self.stored(value, column.column, in: draft.row.resource)
      }
      try db.execute(
        sql: """
          INSERT INTO sync_conflict_column(conflict, column, base, mine, theirs)
          VALUES (?, ?, ?, ?, ?)
          """,
        arguments: [
          number, column.column, stored(column.base), stored(column.mine), stored(column.theirs),
        ]
      )
    }
    return (number, known == nil)
  }

  /// Closes a conflict with a word for how it was settled, such as `mine`, `theirs` or `dissolved`; its
  /// values stay.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func closeConflict(_ number: Int64, decision: String, now: NaiveTime) throws {
    try db.execute(
      sql: "UPDATE sync_conflict SET open = 0, closed_at = ?, decision = ? WHERE number = ?",
      arguments: [now.description, decision, number]
    )
  }

  private func openConflict(_ draft: ConflictDraft, now: NaiveTime) throws -> Int64 {
    let last = try Row.fetchOne(
      db,
      sql: """
        SELECT user, time FROM sync_changelog WHERE open = 1 AND resource = ? AND key = ?
        ORDER BY change DESC LIMIT 1
        """,
      arguments: [draft.row.resource, draft.row.key.value.databaseValue]
    )
    try db.execute(
      sql: """
        INSERT INTO sync_conflict(resource, key, kind, opened_at, mine_by, mine_at)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        draft.row.resource, draft.row.key.value.databaseValue, draft.kind.rawValue,
        now.description, last?["user"] as String?, last?["time"] as String?,
      ]
    )
    return db.lastInsertedRowID
  }
}
