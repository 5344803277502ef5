import CatalogModel
import GRDB

extension ReplicaReader {
  /// The receipt of an operation; nothing where it has none.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func receipt(ofOperation operation: Int64) throws -> Receipt? {
    try Row.fetchOne(
      db,
      sql: """
        SELECT r.*, o.id, o.kind, o.user, o.attempts
        FROM sync_receipt r JOIN sync_operation o USING (operation) WHERE operation = ?
        """,
      arguments: [operation]
    ).flatMap(receipt)
  }

  private func receipt(_ row: Row) throws -> Receipt? {
    guard let reference = RowReference(row), let kind = ChangeKind(rawValue: row["kind"]),
      let outcome = ReceiptOutcome(rawValue: row["outcome"])
    else { return nil }
    let operation: Int64 = row["operation"]
    return Receipt(
      operation: operation,
      id: row["id"],
      row: reference,
      provisional: RowKey(FieldValue(row["provisional"])),
      kind: kind,
      user: row["user"],
      outcome: outcome,
      attempts: row["attempts"],
      serverTime: (row["server_time"] as String?).flatMap(NaiveTime.init),
      receivedAt: (row["received_at"] as String?).flatMap(NaiveTime.init),
      values: try receiptValues(of: operation, resource: reference.resource),
      answer: (row["answer"] as String?).flatMap { try? JSONNode(parsing: $0) },
      request: kind == .action ? try unitRequest(ofOperation: operation) : nil
    )
  }

  private func receiptValues(
    of operation: Int64,
    resource: String
  ) throws -> [Receipt.Value] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT column, value, confirmed FROM sync_operation_value WHERE operation = ?
        ORDER BY column
        """,
      arguments: [operation]
    )
    return rows.map { row in
      let name: String = row["column"]
      let column = layout.catalog.column(name, of: resource)
      let typed = { (stored: FieldValue) in column?.value(stored: stored) ?? stored }
      return Receipt.Value(
        column: name,
        sent: typed(FieldValue(row["value"])),
        confirmed: typed(FieldValue(row["confirmed"]))
      )
    }
  }
}
