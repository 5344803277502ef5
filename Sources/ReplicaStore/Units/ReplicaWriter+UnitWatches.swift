package import CatalogModel
import GRDB

extension ReplicaWriter {
  /// Lets a unit be watched until a time of the laptop's clock, or no longer.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func watch(_ unit: RowReference, until: NaiveTime?) throws {
    try keep("until", until, of: unit)
  }

  /// Keeps when a run asked a unit to report, by the server's clock.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func noteAsked(_ unit: RowReference, at time: NaiveTime) throws {
    try keep("asked_at", time, of: unit)
  }

  private func keep(_ column: String, _ time: NaiveTime?, of unit: RowReference) throws {
    try db.execute(
      sql: """
        INSERT INTO sync_watch(resource, key, \(column)) VALUES (?1, ?2, ?3)
        ON CONFLICT(resource, key) DO UPDATE SET \(column) = excluded.\(column)
        """,
      arguments: [unit.resource, unit.key.databaseValue, time?.description]
    )
  }
}
