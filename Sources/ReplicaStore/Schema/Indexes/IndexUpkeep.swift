import CatalogModel
import GRDB

/// Brings the secondary indexes of one table in line with the catalog.
///
/// An index that grows row by row makes a load several times slower, and the log several times longer,
/// than one that is made of all rows at once. So a table that was never loaded has no lookups yet.
struct IndexUpkeep {
  let table: ResourceTable
  let catalog: Catalog

  /// Rows up to which making all lookups of a table is a matter of a moment.
  private static let moment = 50_000

  /// Drops what no question needs any more, and makes what is missing; lookups only where the table is
  /// loaded.
  func adopt(_ db: Database) throws {
    let wanted = table.provisionalIndexes(in: catalog)
    let kept = Set((wanted + table.lookups(in: catalog)).map(\.name))
    for name in try present(db) where !kept.contains(name) {
      try db.execute(sql: "DROP INDEX \"\(name)\"")
    }
    for index in wanted { try db.execute(sql: index.sql) }
    if try isLoaded(db) { for index in try missing(db) { try db.execute(sql: index.sql) } }
  }

  /// Lookups that are not there.
  func missing(_ db: Database) throws -> [TableIndex] {
    let present = Set(try present(db))
    return table.lookups(in: catalog).filter { !present.contains($0.name) }
  }

  /// Whether all rows came at least once.
  func isLoaded(_ db: Database) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql: "SELECT EXISTS (SELECT 1 FROM sync_cursor WHERE resource = ? AND stage <> 'load')",
      arguments: [table.name]
    ) ?? false
  }

  /// Whether the table has so few rows that its lookups may be made beside other work.
  func isMomentary(_ db: Database) throws -> Bool {
    try Int.fetchOne(
      db,
      sql: "SELECT count(*) FROM (SELECT 1 FROM \"\(table.name)\" LIMIT \(Self.moment + 1))"
    ).map { $0 <= Self.moment } ?? false
  }

  private func present(_ db: Database) throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND name GLOB 'sync_*'
        """,
      arguments: [table.name]
    )
  }
}
