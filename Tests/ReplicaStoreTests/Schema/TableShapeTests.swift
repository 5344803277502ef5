import CatalogModel
import Foundation
import Testing

@testable import ReplicaStore

/// The tables that anyone can query with `sqlite3`.
struct TableShapeTests {
  private let trial: TrialReplica

  init() throws { trial = try TrialReplica() }

  @Test(
    arguments: [
      (
        "shops",
        [
          "shop_id INTEGER", "name TEXT", "city TEXT", "rating REAL", "is_open INTEGER", "details ",
          "created_at TEXT", "created_by TEXT", "modified_at TEXT", "modified_by TEXT",
          "sync_extra TEXT",
        ]
      ),
      ("networks", ["code INT", "name TEXT"]),
      ("units", ["imei TEXT", "label TEXT", "shop_id INTEGER", "created_at TEXT"]),
    ] as [(String, [String])]
  )
  func `columns have the affinity that stores a surprise as it came`(
    table: String,
    columns: [String]
  ) throws {
    let shape = try trial.sqlite3("SELECT name || ' ' || type FROM pragma_table_info('\(table)');")
    #expect(Array(shape.lines.prefix(columns.count)) == columns)
    #expect(shape.lines.last == "sync_extra TEXT")
    let base = try trial.sqlite3("SELECT name FROM pragma_table_info('sync_base_\(table)');")
    #expect(base.lines.map { $0 } == shape.lines.map { $0.prefix { $0 != " " }.description })
  }

  @Test func `rewriting a provisional key finds its references by index`() throws {
    let plan = try trial.sqlite3(
      "EXPLAIN QUERY PLAN SELECT 1 FROM notes WHERE shop_id = 4503599627370497"
        + " AND shop_id >= 4503599627370496;"
    )
    #expect(plan.lines.contains { $0.contains("SEARCH notes USING") && $0.contains("(shop_id=?)") })
    let indexes = try trial.lines("SELECT name FROM sqlite_master WHERE type = 'index' ORDER BY 1")
    #expect(indexes.contains("sync_new_notes_shop_id"))
    #expect(!indexes.contains("sync_new_notes_imei"))
  }

  @Test func `the bundled catalog makes a replica whose every table captures`() throws {
    let catalog = try CatalogLoader.bundled()
    let location = trial.folder.appendingPathComponent("full.sqlite")
    let names = catalog.resources.map(\.name)
    let replica = try Replica.create(
      at: location,
      catalog: catalog,
      resources: names,
      server: "",
      includesSensitive: false,
      now: NaiveTime(microseconds: 0)
    )
    #expect(replica.layout.tables.map(\.name) == names.sorted())
    for table in replica.layout.tables where table.resource.allows(.create) {
      let key: RowFields =
        table.hasProvisionalKeys
        ? [:]
        : [
          table.keyName: table.resource.key.type == .integer ? .integer(7) : .text("k")
        ]
      let made = try replica.write(by: .person(now: nil)) { try $0.insert(key, into: table) }
      #expect(made.key.isProvisional == table.hasProvisionalKeys, "\(table.name)")
      if table.hasProvisionalKeys { #expect(made.key.description == "new:1") }
    }
    #expect(replica.layout.table("products")?.column("device_key") == nil)
  }
}
