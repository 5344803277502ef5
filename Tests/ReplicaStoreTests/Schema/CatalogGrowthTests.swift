import CatalogModel
import CustomDump
import Testing

@testable import ReplicaStore

/// A newer catalog finds its columns, tables and rules in an older replica, and nothing is lost.
struct CatalogGrowthTests {
  private let trial: TrialReplica

  init() throws { trial = try TrialReplica() }

  private static let newColumns = """
    , {"name": "phone", "type": "text", "null": true}, \
    {"name": "main_id", "type": "integer", "null": true, "link": "shops"}
    """

  @Test func `new columns are added to rows and bases, and captured`() throws {
    try trial.sqlite3("UPDATE shops SET city = 'x' WHERE shop_id = 5;")
    let grown = try TrialCatalog.make(version: 2, shopColumns: Self.newColumns)
    _ = try Replica.open(at: trial.replica.location, catalog: grown)
    #expect(try trial.sqlite3("UPDATE shops SET phone = '90', main_id = 5;").errors == "")
    expectNoDifference(
      try trial.changes(),
      [
        "update shops 5 city: 'Lome' > 'x'", "update shops 5 main_id: NULL > 5, phone: NULL > '90'",
        "update shops 6 main_id: NULL > 5, phone: NULL > '90'",
      ]
    )
    #expect(
      try trial.rows("sync_base_shops", "shop_id, city, phone") == ["5 Lome ", "6 Atakpame "]
    )
    #expect(try trial.lines("SELECT value FROM sync_meta WHERE name = 'catalog_version'") == ["2"])
  }

  @Test func `what the server already told of a new column is in it`() throws {
    let extras = #"{"phone":"é90","main_id":6,"is_new":true,"code":"s","other":1}"#
    try trial.replica.write(by: .engine) { writer in
      let table = try writer.reader.table("shops")
      var fields = TrialReplica.shop(5, name: "Kara", city: "Lome")
      guard case .object(let members) = try JSONNode(parsing: extras) else { return }
      fields.merge(members.mapValues(\.fieldValue)) { _, told in told }
      #expect(try writer.storeServerRow(fields, in: table))
      for name in ["shops", "notes"] {
        let now = NaiveTime(microseconds: 0)
        try writer.keepCursor(PullCursor(stage: .rest), of: name, scope: "account", now: now)
      }
    }
    try trial.sqlite3(
      "UPDATE shops SET city = 'x' WHERE shop_id = 5; UPDATE sync_engine SET applying = 1;"
        + "UPDATE shops SET sync_extra = 'no JSON' WHERE shop_id = 6; UPDATE sync_engine SET applying = 0;"
    )
    let grown = try TrialCatalog.make(
      version: 2,
      shopColumns: Self.newColumns + """
        , {"name": "is_new", "type": "boolean", "null": true}, {"name": "tags", "type": "json", \
        "null": true}, {"name": "code", "type": "text", "null": true, "sensitive": true}
        """
    )
    _ = try Replica.open(at: trial.replica.location, catalog: grown)
    let columns = "shop_id, city, phone, main_id, is_new, tags, sync_extra"
    expectNoDifference(
      try trial.rows("shops", columns),
      [#"5 x é90 6 1  {"other":1}"#, "6 Atakpame     no JSON"]
    )
    #expect(try trial.rows("sync_base_shops", columns) == [#"5 Lome é90 6 1  {"other":1}"#])
    #expect(try trial.changes() == ["update shops 5 city: 'Lome' > 'x'"])
    // Only the server knows what the rest holds, so that table is read again, and no other.
    #expect(try trial.lines("SELECT resource FROM sync_cursor") == ["notes"])
  }

  @Test func `columns that a catalog gave up keep their values and take no edit`() throws {
    let grown = try TrialCatalog.make(version: 2, shopColumns: Self.newColumns)
    _ = try Replica.open(at: trial.replica.location, catalog: grown)
    try trial.sqlite3(
      "UPDATE sync_engine SET applying = 1; UPDATE shops SET phone = '90';"
        + "UPDATE sync_engine SET applying = 0;"
    )
    _ = try Replica.open(at: trial.replica.location, catalog: trial.catalog)
    let refused = try trial.sqlite3("UPDATE shops SET phone = '91';")
    #expect(refused.errors.contains("only the server writes"))
    try trial.sqlite3("REPLACE INTO shops(shop_id, name) VALUES (5, 'n');")
    #expect(try trial.rows("shops", "shop_id, name, phone") == ["5 n 90", "6 Sokode 90"])
  }

  @Test func `new rights change what the triggers let through`() throws {
    #expect(try trial.sqlite3("UPDATE notes SET words = 'b';").errors != "")
    let grown = try TrialCatalog.make(noteMethods: #""GET": "A", "PUT": "A""#)
    _ = try Replica.open(at: trial.replica.location, catalog: grown)
    #expect(try trial.sqlite3("UPDATE notes SET words = 'b';").errors == "")
    #expect(try trial.sqlite3("INSERT INTO notes(words) VALUES ('b');").errors != "")
  }

  @Test func `dropped triggers come back at the next opening`() throws {
    try trial.sqlite3("DROP TRIGGER sync_capture_shops_update;")
    _ = try Replica.open(at: trial.replica.location, catalog: trial.catalog)
    try trial.sqlite3("UPDATE shops SET city = 'x' WHERE shop_id = 5;")
    #expect(try trial.changes().count == 1)
  }

  @Test func `an opening that finds all as it should be writes nothing`() throws {
    let before = try trial.sqlite3(
      "PRAGMA schema_version; SELECT total(change) FROM sync_changelog;"
    ).lines
    _ = try Replica.open(at: trial.replica.location, catalog: trial.catalog)
    #expect(
      try trial.sqlite3("PRAGMA schema_version; SELECT total(change) FROM sync_changelog;").lines
        == before
    )
  }
}
