import CatalogModel
import GRDB

extension ReplicaReader {
  /// The changes that an entry of the journal gave up together, oldest first.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func changes(givenUpBy entry: Int64) throws -> [Int64] {
    try Int64.fetchAll(
      db,
      sql: "SELECT change FROM sync_changelog WHERE given_up = ? ORDER BY change",
      arguments: [entry]
    )
  }

  /// The author's changes that were given up last and not brought back: the first of them, and the last
  /// change that had been made by then.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func lastGivenUp() throws -> (change: RecordedChange, after: Int64)? {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT change, given_up_after FROM sync_changelog
        WHERE given_up IS NOT NULL AND undone IS NULL
          AND user IS (SELECT user FROM sync_engine WHERE id = 1)
        ORDER BY given_up DESC, change LIMIT 1
        """
    )
    guard let row, let change = try recordedChange(row["change"]) else { return nil }
    return (change, row["given_up_after"])
  }

  /// The author's last change of a row after another one that still stands and touches one of the
  /// columns.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func standingChange(
    of row: RowReference,
    after change: Int64,
    touching columns: Set<String>
  ) throws -> Int64? {
    let numbers = try Int64.fetchAll(
      db,
      sql: """
        SELECT change FROM sync_changelog
        WHERE change > ? AND resource = ? AND key = ? AND undone IS NULL
          AND (open = 1 OR outcome = 'delivered')
          AND user IS (SELECT user FROM sync_engine WHERE id = 1)
        ORDER BY change DESC
        """,
      arguments: [change, row.resource, row.key.value.databaseValue]
    )
    return try numbers.first { number in
      try recordedChange(number)?.values.contains { columns.contains($0.column) } ?? false
    }
  }

  /// The entry of the journal by which an operation was taken for a row of the server.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func adoption(ofOperation operation: Int64) throws -> Int64? {
    try Int64.fetchOne(
      db,
      sql: "SELECT max(entry) FROM sync_log WHERE operation = ? AND event = ?",
      arguments: [operation, JournalEvent.adopted.rawValue]
    )
  }

  /// The first open change of a row.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func firstOpenChange(of row: RowReference) throws -> Int64? {
    try Int64.fetchOne(
      db,
      sql: "SELECT min(change) FROM sync_changelog WHERE open = 1 AND resource = ? AND key = ?",
      arguments: [row.resource, row.key.value.databaseValue]
    )
  }
}
