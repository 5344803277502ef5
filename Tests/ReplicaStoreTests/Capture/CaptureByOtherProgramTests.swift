import CustomDump
import Testing

@testable import ReplicaStore

/// Whatever the `sqlite3` program changes is in the changelog, or the statement fails.
struct CaptureByOtherProgramTests {
  private static let first = 4_503_599_627_370_497

  private let trial: TrialReplica

  init() throws { trial = try TrialReplica() }

  @Test func `an insert records every value and takes the first provisional key`() throws {
    let answer = try trial.sqlite3(
      "INSERT INTO shops(name, rating) VALUES ('Dapaong', 3); SELECT last_insert_rowid();"
    )
    #expect(answer.lines == ["\(Self.first)"])
    expectNoDifference(
      try trial.changes(),
      [
        "create shops \(Self.first) name: NULL > 'Dapaong', rating: NULL > 3.0, "
          + "shop_id: NULL > \(Self.first)"
      ]
    )
    #expect(try trial.rows("sync_base_shops", "shop_id") == [])
  }

  @Test func `an update records the columns that differ and keeps the base once`() throws {
    try trial.sqlite3(
      """
      UPDATE shops SET city = 'Kpalime', name = 'Kara' WHERE shop_id = 5;
      UPDATE shops SET city = 'Tsevie' WHERE shop_id = 5;
      """
    )
    expectNoDifference(
      try trial.changes(),
      ["update shops 5 city: 'Lome' > 'Kpalime'", "update shops 5 city: 'Kpalime' > 'Tsevie'"]
    )
    #expect(
      try trial.rows("sync_base_shops", "shop_id, name, city, rating, is_open, details, created_at")
        == [#"5 Kara Lome 4.5 1 {"a":1} 2016-01-01T00:00:00"#]
    )
  }

  @Test func `an update that changes nothing records nothing`() throws {
    try trial.sqlite3("UPDATE shops SET city = city, rating = 4.5;")
    #expect(try trial.changes() == [])
    #expect(try trial.rows("sync_base_shops", "shop_id") == [])
  }

  @Test func `one statement over many rows records each row`() throws {
    try trial.sqlite3("UPDATE shops SET is_open = 0; DELETE FROM units;")
    expectNoDifference(
      try trial.changes(),
      [
        "update shops 5 is_open: 1 > 0", "update shops 6 is_open: 1 > 0",
        "delete units '351' imei: '351' > NULL, label: 'old' > NULL, shop_id: 5 > NULL",
      ]
    )
    #expect(try trial.rows("sync_base_units", "imei, label, shop_id") == ["351 old 5"])
  }

  @Test func `a row made and deleted here leaves two changes and no base`() throws {
    try trial.sqlite3(
      "INSERT INTO notes(imei, words) VALUES ('351', 'x'); DELETE FROM notes WHERE words = 'x';"
    )
    #expect(try trial.changes().map { $0.prefix(6) } == ["create", "delete"])
    #expect(try trial.rows("sync_base_notes", "note_id") == [])
  }

  @Test func `values of any type are captured exactly`() throws {
    try trial.sqlite3(
      """
      UPDATE shops SET rating = 9e999, city = x'00ff', details = 0.1 WHERE shop_id = 5;
      UPDATE shops SET rating = -9e999, details = char(0x1F600), is_open = 'perhaps'
        WHERE shop_id = 6;
      """
    )
    let values = try trial.rows(
      "sync_change_value",
      "\"column\", typeof(old), typeof(new), quote(new)",
      order: "change, 1"
    )
    expectNoDifference(
      values,
      [
        "city text blob X'00FF'", "details text real 0.1", "rating real real Inf",
        "details text text '\u{1F600}'", "is_open integer text 'perhaps'",
        "rating real real -Inf",
      ]
    )
  }

  @Test func `a change carries the account and the time of the clock`() throws {
    try trial.sqlite3("UPDATE sync_engine SET user = 'yao'; UPDATE shops SET city = 'x';")
    #expect(
      try trial.lines(
        """
        SELECT DISTINCT user, open, held, time GLOB '20[0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*.[0-9]*',
          abs(julianday(time) - julianday('now')) < 1 FROM sync_changelog
        """
      ) == ["yao 1 0 1 1"]
    )
  }

  @Test func `a missing engine row silences nothing`() throws {
    try trial.sqlite3("DELETE FROM sync_engine; UPDATE shops SET city = 'x' WHERE shop_id = 5;")
    #expect(try trial.changes() == ["update shops 5 city: 'Lome' > 'x'"])
  }

  @Test func `a failed transaction leaves no change behind`() throws {
    try trial.sqlite3("BEGIN; UPDATE shops SET city = 'x'; DELETE FROM units; ROLLBACK;")
    #expect(try trial.changes() == [])
    #expect(try trial.rows("sync_base_shops", "shop_id") == [])
  }

  @Test func `a hundred thousand open changes do not slow one edit`() throws {
    let plan = try trial.sqlite3(
      """
      .eqp trigger
      INSERT INTO shops(name) VALUES ('a');
      UPDATE shops SET city = 'b' WHERE shop_id = 5;
      REPLACE INTO units(imei, label) VALUES ('351', 'b');
      DELETE FROM units WHERE imei = '351';
      """
    )
    // One row's texts are looked through as one, character by character; that is no table.
    let ofOneRow = ["CONSTANT ROW", "SCAN place", "SCAN (subquery"]
    let scans = plan.lines.filter { line in
      line.contains("SCAN") && !ofOneRow.contains { line.contains($0) }
    }
    #expect(scans == [])
    #expect(
      plan.lines.contains {
        $0.contains("SEARCH sync_changelog USING INDEX sync_changelog_open (resource=? AND key=?)")
      }
    )
  }
}
