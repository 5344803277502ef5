package import CatalogModel
import GRDB

extension ReplicaWriter {
  /// Keeps that the server took something that a unit is to follow.
  ///
  /// - Parameters:
  ///   - action: what was asked.
  ///   - subject: the unit.
  ///   - operation: the operation that carried it; nothing where a run asked by itself.
  ///   - time: when the server took it, by its `Date`.
  /// - Returns: the request's number.
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  @discardableResult
  package func keepRequest(
    _ action: Action,
    of subject: RowReference,
    operation: Int64?,
    takenAt time: NaiveTime
  ) throws -> Int64 {
    try db.execute(
      sql: """
        INSERT INTO sync_request(operation, resource, key, action, requested_at)
        VALUES (?, ?, ?, ?, ?)
        """,
      arguments: [
        operation, subject.resource, subject.key.databaseValue, action.name, time.description,
      ]
    )
    return db.lastInsertedRowID
  }

  /// Keeps that a unit followed, and when; what a person asked for is in the journal then.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func confirm(_ request: UnitRequest, at time: NaiveTime, now: NaiveTime) throws {
    try db.execute(
      sql: "UPDATE sync_request SET confirmed_at = ? WHERE request = ?",
      arguments: [time.description, request.number]
    )
    guard let operation = try request.operation.flatMap(reader.operation) else { return }
    try note(
      .unitConfirmed,
      row: operation.row,
      user: operation.user,
      operation: operation.number,
      detail: ["at": .text(time.description)],
      now: now
    )
  }
}
