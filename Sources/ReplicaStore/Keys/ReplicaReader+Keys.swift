package import CatalogModel
import GRDB

extension ReplicaReader {
  /// The key that a person means: a server key, `new:7`, or a provisional key that the server has
  /// named since.
  ///
  /// - Returns: nothing where the text cannot be a key of the resource. The row need not exist.
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func locate(_ text: String, in table: ResourceTable) throws -> RowKey? {
    let key: RowKey?
    if table.resource.key.type == .integer, text.hasPrefix("new:") {
      let number = Int64(text.dropFirst(4)).flatMap { $0 > 0 ? $0 : nil }
      key = number.map { .integer(RowKey.firstProvisional &+ $0) }
    } else {
      key = table.resource.key(parsing: text)
    }
    guard let key else { return nil }
    return try serverKey(of: RowReference(resource: table.resource.name, key: key)) ?? key
  }

  /// The key under which the server knows a row that was created here; nothing where it has none yet.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func serverKey(of row: RowReference) throws -> RowKey? {
    guard row.key.isProvisional else { return nil }
    return try DatabaseValue.fetchOne(
      db.cachedStatement(
        sql: "SELECT server FROM sync_key_map WHERE resource = ? AND provisional = ?"
      ),
      arguments: [row.resource, row.key.value.databaseValue]
    ).flatMap { RowKey(FieldValue($0)) }
  }
}
