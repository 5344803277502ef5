package import CatalogModel
import GRDB

extension ReplicaReader {
  /// Rows held here that refer to any of these rows of a resource through a column that may be null.
  ///
  /// When a row is deleted the server empties such columns without stamping their rows (API fact),
  /// so nothing but reading them again tells. Many rows are asked for at once, because not every link
  /// has an index.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func referrers(to keys: [RowKey], of resource: String) throws -> Set<RowReference> {
    var referrers: Set<RowReference> = []
    for table in layout.tables {
      let columns = table.columns.filter { $0.link?.resource == resource && $0.isNullable }
      for column in columns {
        for start in stride(from: 0, to: keys.count, by: Self.atOnce) {
          let some = keys[start..<min(start + Self.atOnce, keys.count)]
          referrers.formUnion(try self.referrers(to: some, by: column, in: table))
        }
      }
    }
    return referrers
  }

  /// Keys in one question; SQLite takes at least 999 values.
  private static let atOnce = 500

  private func referrers(
    to keys: ArraySlice<RowKey>,
    by column: ResourceColumn,
    in table: ResourceTable
  ) throws -> [RowReference] {
    let places = Array(repeating: "?", count: keys.count).joined(separator: ", ")
    return try DatabaseValue.fetchAll(
      db,
      sql: """
        SELECT "\(table.keyName)" FROM "\(table.name)" WHERE "\(column.name)" IN (\(places))
        """,
      arguments: StatementArguments(keys.map(\.databaseValue))
    ).compactMap { RowKey(FieldValue($0)).map { RowReference(resource: table.name, key: $0) } }
  }
}
