import CatalogModel
import GRDB

extension ReplicaReader {
  /// Rows held here that refer to a row through a column that may be null.
  ///
  /// When the row is deleted the server empties such columns without stamping their rows (API fact),
  /// so nothing but reading them again tells.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func referrers(of row: RowReference) throws -> Set<RowReference> {
    var referrers: Set<RowReference> = []
    for table in layout.tables {
      let name = table.resource.name
      for column in table.columns where column.link?.resource == row.resource && column.isNullable {
        let keys = try DatabaseValue.fetchAll(
          db,
          sql: #"SELECT "\#(table.resource.key.name)" FROM "\#(name)" WHERE "\#(column.name)" = ?"#,
          arguments: [row.key.databaseValue]
        )
        referrers.formUnion(
          keys.compactMap { RowKey(FieldValue($0)).map { RowReference(resource: name, key: $0) } }
        )
      }
    }
    return referrers
  }
}
