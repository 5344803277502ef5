package import CatalogModel
import GRDB

extension ReplicaWriter {
  /// Keeps that the server took something that a unit is to follow.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  func keep(_ request: UnitRequest) throws {
    try db.execute(
      sql: """
        INSERT OR REPLACE INTO sync_request(operation, resource, key, action, requested_at)
        VALUES (?, ?, ?, ?, ?)
        """,
      arguments: [
        request.operation, request.subject.resource, request.subject.key.databaseValue,
        request.action, request.requestedAt.description,
      ]
    )
  }

  /// Keeps that a unit followed, and when, and writes it into the journal.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func confirm(_ request: UnitRequest, at time: NaiveTime, now: NaiveTime) throws {
    try db.execute(
      sql: "UPDATE sync_request SET confirmed_at = ? WHERE operation = ?",
      arguments: [time.description, request.operation]
    )
    let operation = try reader.operation(request.operation)
    try note(
      .unitConfirmed,
      row: operation?.row ?? request.subject,
      user: operation?.user,
      operation: request.operation,
      detail: ["at": .text(time.description)],
      now: now
    )
  }
}
