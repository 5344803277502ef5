import CatalogModel
import GRDB

extension ReplicaReader {
  /// The next rows of a walk, in the order in which they were first changed; none at its end.
  ///
  /// Rows that are changed for the first time while the walk goes on come at its end.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func rows(next walk: inout PendingWalk, atMost limit: Int) throws -> [PendingRow] {
    let (index, condition, resource): (String, String, DatabaseValue) =
      switch walk.part {
      case .all: ("sync_changelog_waiting", "?2 IS NULL", .null)
      case .deletions(let name):
        ("sync_changelog_deletions", "kind = 'delete' AND resource = ?2", name.databaseValue)
      }
    let heads = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT change, resource, key FROM sync_changelog AS head INDEXED BY \(index)
          WHERE open = 1 AND change > ?1 AND \(condition) AND NOT EXISTS (
            SELECT 1 FROM sync_changelog AS earlier
            WHERE earlier.open = 1 AND earlier.resource = head.resource
              AND earlier.key = head.key AND earlier.change < head.change
              AND (?2 IS NULL OR earlier.kind = 'delete'))
          ORDER BY change LIMIT ?3
          """
      ),
      arguments: [walk.passed, resource, limit]
    )
    guard let last = heads.last else { return [] }
    walk.passed = last["change"]
    return try heads.compactMap { head in
      try RowReference(head).flatMap { try pendingRow($0) }
    }
  }

  /// Resources with rows whose deletion waits.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func resourcesWithDeletions() throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        SELECT DISTINCT resource FROM sync_changelog WHERE open = 1 AND kind = 'delete'
        ORDER BY resource
        """
    )
  }

  /// Resources with rows of which an update waits.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func resourcesWithUpdates() throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        SELECT DISTINCT resource FROM sync_changelog WHERE open = 1 AND kind = 'update'
        ORDER BY resource
        """
    )
  }

  /// How many rows have changes that nothing is known to stand against.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func pendingCount() throws -> Int {
    try Int.fetchOne(
      db,
      sql: """
        SELECT count(*) FROM (
          SELECT 1 FROM sync_changelog WHERE open = 1
          GROUP BY resource, key HAVING max(held) = 0 AND sum(operation IS NULL) > 0)
        """
    ) ?? 0
  }

  /// About how many characters the values of changes have, whatever of them is sent.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func size(of changes: [Int64]) throws -> Int {
    try changes.reduce(0) { sum, change in
      sum
        + (try Int.fetchOne(
          db.cachedStatement(
            sql: "SELECT sum(length(new)) FROM sync_change_value WHERE change = ?"
          ),
          arguments: [change]
        ) ?? 0)
    }
  }
}
