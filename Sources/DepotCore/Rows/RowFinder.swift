import CatalogModel
import GRDB

/// Finds a row by what it holds, as the library looks for the rows of a relation.
struct RowFinder {
  let table: ResourceTable
  let now: NaiveTime

  /// The key of the first row whose columns have these values; `id` stands for the key alone.
  ///
  /// - Throws: ``Refusal/crash`` where a name is no column, and what the database says of a value that
  ///   its column cannot be compared with.
  func first(_ members: [String: JSONNode], _ db: Database) throws -> DatabaseValue? {
    let wanted = members["id"].map { [table.resource.key.name: $0] } ?? members
    var conditions: [String] = []
    var arguments: [DatabaseValue] = []
    for (name, node) in wanted.sorted(by: { $0.key < $1.key }) {
      guard let column = table.resource.column(name) else { throw Refusal.crash }
      guard node != .null else {
        conditions.append("\(ResourceTable.quoted(name)) IS NULL")
        continue
      }
      conditions.append("\(ResourceTable.quoted(name)) = ?")
      arguments.append(try ComparisonTyping(type: column.type, now: now).value(.json(node)))
    }
    let test = conditions.isEmpty ? "" : " WHERE \(conditions.joined(separator: " AND "))"
    return try DatabaseValue.fetchOne(
      db,
      sql: "SELECT \(table.keyName) FROM \(table.name)\(test) LIMIT 1",
      arguments: StatementArguments(arguments)
    )
  }
}
