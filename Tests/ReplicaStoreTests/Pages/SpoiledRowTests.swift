import CatalogModel
import Testing

@testable import ReplicaStore

/// One bad value spoils one row, not its page.
struct SpoiledRowTests {
  private let trial: TrialReplica

  init() throws { trial = try TrialReplica(rows: false) }

  private static let deep = String(repeating: "[", count: 300) + String(repeating: "]", count: 300)

  @Test(
    arguments: [
      ("rating", "NaN"), ("rating", "Infinity"), ("rating", "-Infinity"), ("rating", "1e999"),
      ("rating", "-"), ("rating", "01"), ("rating", "1.2.3"), ("rating", ".5"), ("rating", "0x10"),
      ("name", #""\ud800""#), ("name", #""\ud800\u0041""#), ("name", #""\x""#),
      ("name", #""\u12g4""#),
      ("is_open", "tru"), ("is_open", "truely"), ("city", "nul"), ("city", "nullx"),
      ("city", "'a'"),
      ("shop_count", "12345678901234567890"), ("is_open", "12345678901234567890"),
      ("rating", "123456789012345678901234567890"), ("details", "[NaN]"),
      ("details", deep), ("unknown", "NaN"), ("unknown", #""\ud800""#),
    ] as [(String, String)]
  )
  func `a bad value sets its row aside and lets the others pass`(
    column: String,
    value: String
  ) throws {
    let page = TrialReplica.page([
      #"{"shop_id": 1, "name": "a"}"#, #"{"city": "x", "\#(column)": \#(value), "shop_id": 2}"#,
      #"{"shop_id": 3, "name": "c"}"#,
    ])
    let result = try trial.ingest(page, into: "shops")
    #expect(result.rows == 3)
    #expect(result.changed == 2)
    #expect(result.setAside.map(\.key) == [.integer(2)])
    #expect(result.setAside.allSatisfy { SetAsideReason(rawValue: $0.reason) != nil })
    #expect(result.setAside.first?.raw.contains("\"\(column)\":\(value)") == true)
    #expect((result.firstKey, result.lastKey) == (.integer(1), .integer(3)))
    #expect(result.isAscending)
    #expect(try trial.rows("shops", "shop_id") == ["1", "3"])
    #expect(try trial.rows("sync_set_aside", "resource, key") == ["shops 2"])
  }

  @Test(
    arguments: [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0x0A], [0xF5, 0x80]] as [[UInt8]]
  )
  func `bytes that are not text spoil their row`(bytes: [UInt8]) throws {
    let page =
      Array(#"{"num_results":3,"objects":[{"shop_id":1,"name":"é"},{"name":"a"#.utf8) + bytes
      + Array(#"\"b","shop_id":2},{"name":"ü","shop_id":3}],"page":1,"total_pages":1}"#.utf8)
    let result = try trial.ingest(page, into: "shops")
    #expect(result.setAside.map(\.key) == [.integer(2)])
    #expect(try trial.rows("shops", "shop_id, name") == ["1 é", "3 ü"])
  }

  @Test(
    arguments: [
      ("{\"name\": \"a\"}", "{\"name\":\"a\"}"), ("{\"shop_id\": \"x\"}", nil), ("{}", nil),
      ("{\"shop_id\": 1.5}", nil), ("{\"shop_id\": null}", nil), ("null", "null"), ("7", "7"),
      ("{\"shop_id\": {\"a\": 1}}", nil), ("[{\"shop_id\": 4}]", nil),
      ("{\"shop_id\": 4503599627370496}", nil), ("{\"shop_id\": \"2\"}", nil),
    ] as [(String, String?)]
  )
  func `a row without a usable key is kept and reported`(row: String, raw: String?) throws {
    let page = TrialReplica.page([#"{"shop_id": 1}"#, row, #"{"shop_id": 3}"#])
    let result = try trial.ingest(page, into: "shops")
    #expect(result.setAside.count == 1)
    #expect(result.setAside.first?.key == nil)
    #expect(result.setAside.allSatisfy { SetAsideReason(rawValue: $0.reason) != nil })
    if let raw { #expect(result.setAside.first?.raw == raw) }
    #expect(try trial.rows("shops", "shop_id") == ["1", "3"])
    #expect(try trial.rows("sync_set_aside", "key").count == 1)
  }

  @Test func `a good row takes the one set aside back`() throws {
    try trial.ingest(TrialReplica.page([#"{"shop_id": 2, "rating": NaN}"#]), into: "shops")
    try trial.ingest(TrialReplica.page([#"{"shop_id": 2, "rating": 1}"#]), into: "shops")
    #expect(try trial.rows("sync_set_aside", "key") == [])
    #expect(try trial.rows("shops", "shop_id, rating") == ["2 1.0"])
  }

  @Test func `a surprising type is stored as it came`() throws {
    let page = TrialReplica.page([
      #"{"shop_id": 1, "name": 7, "rating": "high", "is_open": {"a": [1]}, "city": true}"#
    ])
    #expect(try trial.ingest(page, into: "shops").setAside.isEmpty)
    #expect(
      try trial.rows("shops", "quote(name), quote(rating), quote(is_open), quote(city)")
        == [#"'7' 'high' '{"a":[1]}' '1'"#]
    )
  }
}
