import CustomDump
import Testing

@testable import ReplicaStore

/// An insert over an existing key nets to an update, whatever tool and mode it comes from.
struct InsertOverKeyTests {
  /// Statements that put another row in the place of unit 351.
  private static let replacing = [
    "INSERT OR REPLACE INTO units(imei, label) VALUES ('351', 'new');",
    "REPLACE INTO units(imei, label) VALUES ('351', 'new');",
  ]

  private let trial: TrialReplica

  init() throws { trial = try TrialReplica() }

  private func run(_ script: String, recursive: Bool) throws -> TrialReplica.Answer {
    try trial.sqlite3("PRAGMA recursive_triggers = \(recursive ? "ON" : "OFF");\n" + script)
  }

  @Test(arguments: replacing)
  func `a replacing insert is an update with the old row as base`(statement: String) throws {
    #expect(try run(statement, recursive: false).errors == "")
    expectNoDifference(
      try trial.changes(),
      ["update units '351' label: 'old' > 'new', shop_id: 5 > NULL"]
    )
    #expect(try trial.rows("sync_base_units", "imei, label, shop_id") == ["351 old 5"])
    #expect(try trial.rows("sync_before", "key") == [])
  }

  @Test(arguments: replacing)
  func `with recursive triggers it is a delete and a create of one key`(statement: String) throws {
    #expect(try run(statement, recursive: true).errors == "")
    expectNoDifference(
      try trial.changes(),
      [
        "delete units '351' imei: '351' > NULL, label: 'old' > NULL, shop_id: 5 > NULL",
        "create units '351' imei: NULL > '351', label: NULL > 'new'",
      ]
    )
    #expect(try trial.rows("sync_base_units", "imei, label, shop_id") == ["351 old 5"])
    #expect(try trial.rows("sync_before", "key") == [])
  }

  @Test(arguments: [true, false])
  func `an upsert is an update of the columns it changes`(recursive: Bool) throws {
    let answer = try run(
      """
      INSERT INTO units(imei, label) VALUES ('351', 'new')
        ON CONFLICT DO UPDATE SET label = excluded.label;
      """,
      recursive: recursive
    )
    #expect(answer.errors == "")
    #expect(try trial.changes() == ["update units '351' label: 'old' > 'new'"])
    #expect(try trial.rows("sync_before", "key") == [])
  }

  @Test(arguments: [true, false])
  func `a replaced row keeps the stamps of the server`(recursive: Bool) throws {
    let answer = try run(
      """
      REPLACE INTO shops(shop_id, name, city, created_by) VALUES (5, 'Kara', 'Notse', 'me');
      SELECT created_at, created_by, city FROM shops WHERE shop_id = 5;
      """,
      recursive: recursive
    )
    #expect(answer.lines == ["2016-01-01T00:00:00|anna|Notse"])
  }

  @Test(arguments: [true, false])
  func `an insert that is ignored changes nothing and hides nothing later`(
    recursive: Bool
  ) throws {
    let ignoring = """
      INSERT OR IGNORE INTO units(imei, label) VALUES ('351', 'new');
      INSERT INTO units(imei, label) VALUES ('351', 'new') ON CONFLICT DO NOTHING;
      """
    #expect(try run(ignoring, recursive: recursive).errors == "")
    #expect(try trial.changes() == [])
    #expect(try run("DELETE FROM units WHERE imei = '351';", recursive: recursive).errors == "")
    #expect(
      try trial.changes()
        == ["delete units '351' imei: '351' > NULL, label: 'old' > NULL, shop_id: 5 > NULL"]
    )
    let again = "INSERT INTO units(imei, label) VALUES ('351', 'back');"
    #expect(try run(again, recursive: recursive).errors == "")
    #expect(
      try trial.changes().last == "create units '351' imei: NULL > '351', label: NULL > 'back'"
    )
    #expect(try trial.rows("sync_base_units", "imei, label") == ["351 old"])
  }

  @Test func `replacing a row with itself records nothing`() throws {
    _ = try run(
      "REPLACE INTO units(imei, label, shop_id) SELECT imei, label, shop_id FROM units;",
      recursive: false
    )
    #expect(try trial.changes() == [])
    #expect(try trial.rows("sync_base_units", "imei") == [])
  }

  @Test func `a row made here and replaced here has no base`() throws {
    _ = try run(
      """
      INSERT INTO shops(name) VALUES ('a');
      REPLACE INTO shops(shop_id, name) SELECT shop_id, 'b' FROM shops WHERE name = 'a';
      """,
      recursive: false
    )
    #expect(try trial.changes().last?.hasSuffix("name: 'a' > 'b'") == true)
    #expect(try trial.rows("sync_base_shops", "shop_id") == [])
  }

  @Test(arguments: [true, false])
  func `many rows in one replacing statement are each recorded`(recursive: Bool) throws {
    _ = try run(
      "REPLACE INTO shops(shop_id, name) VALUES (5, 'x'), (6, 'y'), (NULL, 'z');",
      recursive: recursive
    )
    let kinds = try trial.lines("SELECT key, kind FROM sync_changelog ORDER BY change")
    let new = "4503599627370497 create"
    let expected =
      recursive
      ? ["5 delete", "5 create", "6 delete", "6 create", new] : ["5 update", "6 update", new]
    #expect(kinds == expected)
    #expect(try trial.rows("sync_base_shops", "shop_id, name") == ["5 Kara", "6 Sokode"])
  }
}
