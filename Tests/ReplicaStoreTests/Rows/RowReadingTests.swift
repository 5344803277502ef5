import CatalogModel
import CustomDump
import Testing

@testable import ReplicaStore

/// Rows are read typed, by key, by conditions, by what a scanner typed.
struct RowReadingTests {
  private let trial: TrialReplica
  private let shops: ResourceTable

  init() throws {
    trial = try TrialReplica()
    shops = try trial.table("shops")
    let rows: [RowFields] = [
      ["shop_id": .integer(7), "name": .text("a"), "rating": .real(1), "is_open": .boolean(false)],
      ["shop_id": .integer(8), "name": .text("A"), "city": .text("Lome"), "rating": .real(2)],
    ]
    try trial.replica.write(by: .engine) { [shops] writer in
      for row in rows { _ = try writer.storeServerRow(row, in: shops) }
    }
  }

  @Test func `a row comes typed by its columns`() throws {
    let row = try trial.replica.read { try $0.row(.integer(5), in: shops) }
    var expected = TrialReplica.shop(5, name: "Kara", city: "Lome")
    expected["modified_at"] = .null
    expected["modified_by"] = .null
    expectNoDifference(row, expected)
    #expect(try trial.replica.read { try $0.row(.integer(99), in: shops) } == nil)
  }

  @Test(
    arguments: [
      ([RowCondition("city", .equal, .text("Lome"))], [5, 8]),
      ([RowCondition("city", .equal, .null)], [7]),
      ([RowCondition("city", .notEqual, .text("Lome"))], [6, 7]),
      ([RowCondition("city", .isNull)], [7]), ([RowCondition("city", .isNotNull)], [5, 6, 8]),
      ([RowCondition("rating", .less, .integer(2))], [7]),
      ([RowCondition("rating", .lessOrEqual, .real(2))], [7, 8]),
      ([RowCondition("rating", .greater, .real(2))], [5, 6]),
      ([RowCondition("shop_id", .greaterOrEqual, .integer(7))], [7, 8]),
      ([RowCondition("name", .like, .text("%a"))], [5, 7, 8]),
      ([RowCondition("is_open", .equal, .boolean(true))], [5, 6]),
      ([RowCondition("name", .equal, .text("' OR 1=1 --"))], []),
      (
        [RowCondition("city", .equal, .text("Lome")), RowCondition("rating", .less, .real(4))], [8]
      ),
    ] as [([RowCondition], [Int64])]
  )
  func `conditions choose rows`(conditions: [RowCondition], keys: [Int64]) throws {
    let found = try trial.replica.read { reader in
      (
        try reader.rows(in: shops, where: conditions).map { $0["shop_id"] },
        try reader.count(in: shops, where: conditions)
      )
    }
    #expect(found.0 == keys.map { .integer($0) })
    #expect(found.1 == keys.count)
  }

  @Test func `order and limit hold, the key deciding among equals`() throws {
    let order = [RowOrder("city", isDescending: true), RowOrder("rating")]
    let rows = try trial.replica.read { try $0.rows(in: shops, order: order, limit: 3) }
    #expect(rows.map { $0["shop_id"] } == [.integer(8), .integer(5), .integer(6)])
  }

  @Test func `an unknown column is named, in conditions and order alike`() throws {
    let attempts: [(ReplicaReader) throws -> Void] = [
      { [shops] in _ = try $0.rows(in: shops, where: [RowCondition("x\"", .isNull)]) },
      { [shops] in _ = try $0.rows(in: shops, order: [RowOrder("x\"")]) },
      { [shops] in _ = try $0.count(in: shops, where: [RowCondition("x\"", .isNull)]) },
    ]
    for attempt in attempts {
      let failure = #expect(throws: ReplicaError.self) { try trial.replica.read(attempt) }
      #expect(failure == ReplicaError(.unknownColumn, "shops.x\""))
    }
  }

  @Test(
    arguments: [
      ("units", "351", [RowKey.text("351")]), ("units", "9", []), ("shops", "5", [.integer(5)]),
      ("shops", "Sokode", [.integer(6)]), ("shops", "", []), ("shops", "5 OR 1", []),
    ] as [(String, String, [RowKey])]
  )
  func `a scanned code finds rows by key or by what identifies them`(
    table: String,
    code: String,
    keys: [RowKey]
  ) throws {
    let found = try trial.replica.read { try $0.keys(in: try $0.table(table), matching: code) }
    #expect(found == keys)
  }
}
