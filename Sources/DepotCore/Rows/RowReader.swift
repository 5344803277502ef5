import CatalogModel
import GRDB

/// Reads single rows by their key.
struct RowReader {
  let table: ResourceTable

  /// A key as it stands in a path.
  func key(_ text: String) throws(Refusal) -> DatabaseValue {
    guard !text.unicodeScalars.contains("\0") else { throw .crash }
    switch table.resource.key.type {
    case .integer: return try PostgresLiteral.integer(text).databaseValue
    default: return text.databaseValue
    }
  }

  /// The row as a whole body.
  ///
  /// - Throws: ``Refusal/missingRow``.
  func body(of key: DatabaseValue, _ db: Database) throws -> [UInt8] {
    guard let row = try row(of: key, db) else { throw Refusal.missingRow }
    var json = JSONBytes()
    RowEncoder(table).append(row, to: &json)
    json.append("\n")
    return json.bytes
  }

  /// The row with its values in the order of the table's columns.
  func row(of key: DatabaseValue, _ db: Database) throws -> Row? {
    let statement = try db.cachedStatement(
      sql: "SELECT \(table.selection("t0")) FROM \(table.name) AS t0 WHERE t0.\(table.keyName) = ?"
    )
    return try Row.fetchOne(statement, arguments: [key])
  }

  /// The stored values by column.
  func values(of key: DatabaseValue, _ db: Database) throws -> [String: DatabaseValue]? {
    guard let row = try row(of: key, db) else { return nil }
    return Dictionary(uniqueKeysWithValues: zip(table.columns.map(\.name), row.databaseValues))
  }

  /// The row as JSON, for actions that show rows inside their own answers.
  func node(of key: DatabaseValue, _ db: Database) throws -> JSONNode? {
    guard let values = try values(of: key, db) else { return nil }
    return .object(
      values.reduce(into: [:]) { members, entry in
        guard let column = table.resource.column(entry.key) else { return }
        members[entry.key] = JSONNode(column.value(stored: FieldValue(entry.value)))
      }
    )
  }
}
