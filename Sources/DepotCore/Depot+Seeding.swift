package import CatalogModel
import GRDB

extension Depot {
  /// Fills an empty depot with a deterministic data set, in one transaction; one that holds rows
  /// already stays as it is.
  ///
  /// - Parameters:
  ///   - size: How much there shall be.
  ///   - seed: The number that decides everything; the same number makes the same rows.
  ///   - until: The end of the data set's story; the last midnight of the depot's clock where nothing
  ///     is said.
  /// - Returns: Whether rows were made.
  /// - Throws: ``DepotError`` where SQLite refuses; nothing is stored then.
  @discardableResult
  package func seed(
    _ size: SeedSize,
    seed: UInt64,
    until: NaiveTime? = nil
  ) throws(DepotError) -> Bool {
    let day: Int64 = 86_400_000_000
    let midnight = NaiveTime(
      microseconds: clock().microseconds.flooredQuotient(by: day) * day
    )
    do {
      return try store.writer.write { db in
        for table in tables.all {
          let isEmpty = try Row.fetchOne(db, sql: "SELECT 1 FROM \(table.name) LIMIT 1") == nil
          guard isEmpty else { return false }
        }
        try Seeder(db, tables: tables, size: size, seed: seed, until: until ?? midnight).run()
        return true
      }
    } catch {
      throw DepotError(code: .unseedable, subject: "the data set", reason: "\(error)")
    }
  }
}
