package import CatalogModel
import GRDB

extension ReplicaReader {
  /// What an operation asked of a unit; nothing where it asked nothing of one.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func unitRequest(ofOperation operation: Int64) throws -> UnitRequest? {
    try Row.fetchOne(
      db.cachedStatement(sql: "SELECT * FROM sync_request WHERE operation = ?"),
      arguments: [operation]
    ).flatMap(Self.unitRequest)
  }

  /// What was asked of units since a time, by the server's clock, and is not confirmed, oldest first.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func openUnitRequests(since time: NaiveTime) throws -> [UnitRequest] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT * FROM sync_request WHERE confirmed_at IS NULL AND requested_at >= ?
          ORDER BY request
          """
      ),
      arguments: [time.description]
    ).compactMap(Self.unitRequest)
  }

  /// The last request of each action about a unit, newest first.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func latestUnitRequests(about subject: RowReference) throws -> [UnitRequest] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT * FROM sync_request WHERE request IN (
            SELECT max(request) FROM sync_request WHERE resource = ? AND key = ? GROUP BY action)
          ORDER BY request DESC
          """
      ),
      arguments: [subject.resource, subject.key.databaseValue]
    ).compactMap(Self.unitRequest)
  }

  private static func unitRequest(_ row: Row) -> UnitRequest? {
    guard let subject = RowReference(row), let asked = NaiveTime(row["requested_at"] as String)
    else { return nil }
    return UnitRequest(
      number: row["request"],
      operation: row["operation"],
      subject: subject,
      action: row["action"],
      requestedAt: asked,
      confirmedAt: (row["confirmed_at"] as String?).flatMap(NaiveTime.init)
    )
  }
}
