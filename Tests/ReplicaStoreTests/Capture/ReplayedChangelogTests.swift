import CatalogModel
import CustomDump
import Testing

@testable import ReplicaStore

/// What the changelog tells, played over the rows of the start, gives the rows of the end.
struct ReplayedChangelogTests {
  private static let data = ["name", "city", "rating", "is_open", "details"]

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func `any mix of statements is told completely`(seed: UInt64) throws {
    let trial = try TrialReplica()
    var generator = SeededGenerator(seed: seed)
    let before = try state(of: trial, table: "shops")
    let script = (0..<40).map { _ in statement(&generator) }
    // Statements that fail must leave nothing behind, so the script goes on after them.
    try trial.sqlite3(".bail off\n" + script.joined(separator: "\n"))
    let after = try state(of: trial, table: "shops")
    expectNoDifference(try replay(trial, over: before), after, "\(script)")
    let open = Set(try trial.lines("SELECT key FROM sync_changelog WHERE open"))
    let kept = try state(of: trial, table: "sync_base_shops")
    expectNoDifference(kept, before.filter { open.contains($0.key) }, "\(script)")
  }

  private func statement(_ generator: inout SeededGenerator) -> String {
    let key = ["5", "6", "7", "(SELECT max(shop_id) FROM shops)", "NULL"].randomElement(
      using: &generator
    )
    let values = ["1", "'a'", "NULL", "2.5", "x'00'", "9e999", "'b'"]
    let (one, two) = (
      values.randomElement(using: &generator), values.randomElement(using: &generator)
    )
    let (k, a, b) = (key ?? "5", one ?? "1", two ?? "1")
    let row = "shops(shop_id, city, details) VALUES (\(k), \(a), \(b))"
    let texts = [
      "PRAGMA recursive_triggers = ON;", "PRAGMA recursive_triggers = OFF;",
      "INSERT INTO \(row);", "INSERT OR REPLACE INTO \(row), (5, \(b), \(a));",
      "INSERT OR IGNORE INTO \(row);", "REPLACE INTO \(row);",
      "INSERT INTO \(row) ON CONFLICT DO UPDATE SET city = excluded.details;",
      "INSERT INTO \(row) ON CONFLICT DO NOTHING;",
      "INSERT OR REPLACE INTO shops SELECT * FROM shops;",
      "UPDATE shops SET city = \(a), rating = \(b) WHERE shop_id = \(k);",
      "UPDATE OR REPLACE shops SET city = \(a), shop_id = shop_id;",
      "UPDATE OR IGNORE shops SET shop_id = \(k) WHERE city IS \(a);",
      "DELETE FROM shops WHERE shop_id = \(k);", "DELETE FROM shops WHERE city IS \(a);",
      "BEGIN; UPDATE shops SET name = \(b); ROLLBACK;",
      "SAVEPOINT s; DELETE FROM shops; ROLLBACK TO s; RELEASE s;",
    ]
    return texts.randomElement(using: &generator) ?? ""
  }

  private typealias Rows = [String: [String: String]]

  private func state(of trial: TrialReplica, table: String) throws -> Rows {
    let columns = Self.data.map { "quote(\($0))" }.joined(separator: ", ")
    let rows = try trial.replica.read {
      try $0.sql("SELECT shop_id, \(columns) FROM \(table)").rows
    }
    return Dictionary(
      uniqueKeysWithValues: rows.map { row in
        let values = zip(Self.data, row.dropFirst().map(\.description))
        return (row[0].description, Dictionary(uniqueKeysWithValues: values))
      }
    )
  }

  private func replay(_ trial: TrialReplica, over start: Rows) throws -> Rows {
    let changes = try trial.replica.read { reader in
      try reader.sql(
        """
        SELECT change, key, kind, "column", quote(old), quote(new) FROM sync_changelog
        LEFT JOIN sync_change_value USING (change) ORDER BY change, "column"
        """
      ).rows
    }.map { $0.map(\.description) }
    var rows = start
    var last = ""
    for line in changes {
      let (change, key, kind, column) = (line[0], line[1], line[2], line[3])
      if change != last {
        #expect((rows[key] == nil) == (kind == "create"), "change \(change)")
        if kind == "create" {
          rows[key] = Dictionary(uniqueKeysWithValues: Self.data.map { ($0, "NULL") })
        }
      }
      last = change
      if column != "shop_id" {
        #expect(rows[key]?[column] == line[4], "change \(change) \(column)")
        rows[key]?[column] = line[5]
      }
      // The values of a deletion come one by one; the row goes when all of them went.
      if kind == "delete", rows[key]?.values.allSatisfy({ $0 == "NULL" }) == true,
        column == Self.lastOfDeletion
      {
        rows[key] = nil
      }
    }
    return rows
  }

  // The greatest name in the order of the query.
  private static let lastOfDeletion = "shop_id"
}
