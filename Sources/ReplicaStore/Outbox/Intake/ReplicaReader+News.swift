import CatalogModel
import GRDB

extension ReplicaReader {
  /// The rows of an outbox whose work is not here yet.
  ///
  /// Left out is what this replica captured itself, what it took in before, and what went out from
  /// here; so a file may be taken in any number of times.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func news(in replay: OutboxReplay) throws -> [RecoveredRow] {
    let isOwn = try replay.header.map { try $0.replica == remembered("replica") } ?? false
    return try replay.rows.compactMap { found in
      var row = found
      if isOwn {
        row.changes = try row.changes.filter { try !isCaptured($0) }
        if let key = try serverKey(of: row.row) {
          row.row = RowReference(resource: row.row.resource, key: key)
        }
      }
      guard !row.changes.isEmpty, try !isKnown(row.id(in: replay)) else { return nil }
      return row
    }
  }

  private func isCaptured(_ change: OutboxChange) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT EXISTS (SELECT 1 FROM sync_changelog
            WHERE change = ? AND resource = ? AND kind = ? AND time = ?)
          """
      ),
      arguments: [change.number, change.row.resource, change.kind.rawValue, change.time]
    ) ?? false
  }

  private func isKnown(_ id: String) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM sync_operation WHERE id = ?)"),
      arguments: [id]
    ) ?? false
  }
}
