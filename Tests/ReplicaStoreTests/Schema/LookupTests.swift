import CatalogModel
import GRDB
import Testing

@testable import ReplicaStore

/// Secondary indexes come when a table is loaded, and only those that a question needs.
struct LookupTests {
  private let trial: TrialReplica

  init() throws { trial = try TrialReplica() }

  @Test func `a table gets its lookups when it is loaded, not before`() throws {
    let shops = try trial.table("shops")
    try trial.replica.makeLookups(of: trial.replica.layout.tables)
    #expect(try lookups().isEmpty)
    try rest("shops")
    try trial.replica.makeLookups(of: [shops])
    #expect(try lookups() == ["sync_created_shops", "sync_unique_shops_name"])
    let plan = try trial.sqlite3("EXPLAIN QUERY PLAN SELECT 1 FROM shops WHERE name = 'Kara';")
    #expect(plan.lines.contains { $0.contains("sync_unique_shops_name") })
  }

  @Test func `links to what is worked on have one, stamps only where rows are made here`() throws {
    let tables = trial.replica.layout.tables
    let names = tables.flatMap { $0.lookups(in: trial.catalog).map(\.name) }.sorted()
    #expect(
      names == [
        "sync_created_networks", "sync_created_notes", "sync_created_shops", "sync_link_notes_imei",
        "sync_link_notes_shop_id", "sync_link_units_shop_id", "sync_unique_shops_name",
      ]
    )
  }

  @Test func `of the bundled catalog's products only the serial number is one`() throws {
    let catalog = try CatalogLoader.bundled()
    let layout = ReplicaLayout(catalog: catalog, scope: ["products"], includesSensitive: false)
    let products = try #require(layout.table("products"))
    #expect(products.lookups(in: catalog).map(\.name) == ["sync_unique_products_serial_number"])
  }

  @Test func `lookups of a small table are made beside other work, of a large one after it`() throws
  {
    let shops = try trial.table("shops")
    try trial.engine { writer in
      try writer.db.execute(
        sql: """
          WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 50100)
          INSERT INTO shops(shop_id, name) SELECT i, 'n' || i FROM n
          """
      )
      try writer.makeLookupsIfMomentary(of: shops)
    }
    #expect(try lookups().isEmpty)
    try trial.engine { writer in
      try writer.db.execute(sql: "DELETE FROM shops WHERE shop_id >= 200")
      try writer.makeLookupsIfMomentary(of: shops)
    }
    #expect(try lookups() == ["sync_created_shops", "sync_unique_shops_name"])
  }

  @Test func `opening drops indexes that no question needs, and makes those of loaded tables`()
    throws
  {
    try rest("units")
    try trial.sqlite3(
      """
      CREATE INDEX sync_link_units_label ON units(label);
      CREATE INDEX my_own ON units(label);
      UPDATE sync_meta SET value = 'old' WHERE name = 'layout';
      """
    )
    let again = try Replica.open(at: trial.replica.location, catalog: trial.catalog)
    let names = try again.read { try $0.sql(Self.all).rows.map { $0[0].description } }
    #expect(names.filter { !$0.hasPrefix("sync_new_") } == ["my_own", "sync_link_units_shop_id"])
  }

  private static let all = """
    SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL
    AND tbl_name IN ('networks', 'notes', 'readings', 'shops', 'units') ORDER BY 1
    """

  private func lookups() throws -> [String] {
    try trial.lines(Self.all).filter { !$0.hasPrefix("sync_new_") }
  }

  private func rest(_ name: String) throws {
    try trial.engine {
      try $0.keepCursor(PullCursor(stage: .rest), of: name, scope: "a", now: TrialReplica.now)
    }
  }
}
