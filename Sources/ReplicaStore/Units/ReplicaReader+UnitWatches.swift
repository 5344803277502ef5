package import CatalogModel
import GRDB

extension ReplicaReader {
  /// What is known of watching a unit.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func watch(of unit: RowReference) throws -> UnitWatch {
    try Row.fetchOne(
      db.cachedStatement(sql: "SELECT * FROM sync_watch WHERE resource = ? AND key = ?"),
      arguments: [unit.resource, unit.key.databaseValue]
    ).flatMap(Self.watch) ?? UnitWatch(unit: unit)
  }

  /// The units that are watched at a time of the laptop's clock, in the order of their keys.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func watches(at now: NaiveTime) throws -> [UnitWatch] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: "SELECT * FROM sync_watch WHERE until > ? ORDER BY resource, key"
      ),
      arguments: [now.description]
    ).compactMap(Self.watch)
  }

  /// Rows that were edited here since a time of the laptop's clock, each once, the latest first: of many
  /// edits the last ones count.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func rowsEdited(since time: NaiveTime, lookingAt edits: Int) throws -> [RowReference] {
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT resource, key, max(change) AS last FROM (
            SELECT * FROM sync_changelog ORDER BY change DESC LIMIT ?)
          WHERE time >= ? AND kind <> 'action' GROUP BY resource, key ORDER BY last DESC
          """
      ),
      arguments: [edits, time.description]
    ).compactMap { RowReference($0) }
    return try rows.map { row in
      try serverKey(of: row).map { RowReference(resource: row.resource, key: $0) } ?? row
    }
  }

  private static func watch(_ row: Row) -> UnitWatch? {
    RowReference(row).map { unit in
      UnitWatch(
        unit: unit,
        until: (row["until"] as String?).flatMap(NaiveTime.init),
        askedAt: (row["asked_at"] as String?).flatMap(NaiveTime.init)
      )
    }
  }
}
