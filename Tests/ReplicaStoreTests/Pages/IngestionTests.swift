import CatalogModel
import CustomDump
import Foundation
import Testing

@testable import ReplicaStore

/// A page of the server becomes rows.
struct IngestionTests {
  private let trial: TrialReplica

  init() throws { trial = try TrialReplica() }

  @Test func `a page becomes rows and counts`() throws {
    let page = TrialReplica.page(
      [
        """
        {"city": "L\\u00f6me \\ud83d\\ude00", "created_at": "2016-01-01T02:33:33.424630", \
        "details": { "b" : [1, 2.50, "x y"] }, "is_open": false, "name": "A", "rating": 3, \
        "shop_id": 7}
        """,
        #"{"shop_id": 9, "name": "B", "details": "text", "is_open": null, "rating": -1.5e3}"#,
      ],
      count: 17
    )
    let result = try trial.ingest(page, into: "shops")
    var expected = IngestedPage()
    expected.rows = 2
    expected.changed = 2
    expected.firstKey = .integer(7)
    expected.lastKey = .integer(9)
    expected.numResults = 17
    expected.page = 1
    expected.totalPages = 3
    expected.isDescending = false
    expected.newestStamp = NaiveTime("2016-01-01T02:33:33.424630")
    expected.newestKey = .integer(7)
    expected.sightings = result.sightings
    expectNoDifference(result, expected)
    #expect(
      try trial.rows("shops", "shop_id, name, city, rating, is_open, details, created_at")
        .suffix(2) == [
          #"7 A L\#u{F6}me \#u{1F600} 3.0 0 {"b":[1,2.50,"x y"]} 2016-01-01T02:33:33.424630"#,
          #"9 B  -1500.0  "text" "#,
        ]
    )
    #expect(try trial.changes() == [])
  }

  // The first of them once lay in memory that the second moved.
  @Test func `short documents of one row stay what they are`() throws {
    let row = #"{"shop_id": 7, "name": "A", "city": [1], "rating": [2], "details": {"b": 3}}"#
    try trial.ingest(TrialReplica.page([row]), into: "shops")
    #expect(try trial.rows("shops", "city, rating, details").last == #"[1] [2] {"b":3}"#)
  }

  @Test(
    arguments: [
      #"{"total_pages": 1, "page": 1, "objects": [{"shop_id": 7}], "num_results": 1}"#,
      #" {"objects":[{"shop_id":7}],"num_results":1,"total_pages":1,"page":1,"x":[{}]} "#,
      #"{"num_results":1,"link":{"a":[1]},"page":1,"total_pages":1,"objects":[{"shop_id":7}]}"#,
    ]
  )
  func `the members of the envelope come in any order`(page: String) throws {
    let result = try trial.ingest(page, into: "shops")
    #expect(result.rows == 1)
    #expect(result.numResults == 1)
    #expect(result.totalPages == 1)
  }

  @Test func `a page comes in after a row of the same shape, with what the catalog does not know`()
    throws
  {
    let table = try trial.table("shops")
    var row = TrialReplica.shop(7, name: "A", city: "B")
    row["whatever"] = .text("x")
    try trial.engine { writer in
      _ = try writer.storeServerRow(row, in: table)
      let page = TrialReplica.page(
        [
          """
          {"shop_id": 8, "name": "C", "city": "D", "rating": 4.5, "is_open": true, \
          "details": {"a":1}, "created_at": "2016-01-01T00:00:00", "created_by": "anna", \
          "whatever": "y"}
          """
        ]
      )
      _ = try writer.ingest(page: Array(page.utf8), into: table, after: nil)
    }
    #expect(try Set(trial.rows("shops", "name")).isSuperset(of: ["A", "C"]))
    #expect(try trial.rows("shops", "sync_extra").contains(#"{"whatever":"y"}"#))
  }

  @Test func `an empty page is a page`() throws {
    let page = #"{"num_results": 0, "objects": [], "page": 1, "total_pages": 0}"#
    #expect(try trial.ingest(page, into: "shops").rows == 0)
  }

  @Test func `the same page again changes nothing`() throws {
    let page = TrialReplica.page([#"{"shop_id":7,"name":"A","details":{"a":[]},"new":1}"#])
    #expect(try trial.ingest(page, into: "shops").changed == 1)
    #expect(try trial.ingest(page, into: "shops").changed == 0)
    let changed = TrialReplica.page([#"{"shop_id":7,"name":"A","details":{"a":[]},"new":2}"#])
    #expect(try trial.ingest(changed, into: "shops").changed == 1)
  }

  @Test func `members that a row lacks keep their value`() throws {
    try trial.ingest(TrialReplica.page([#"{"shop_id":5,"city":"Z"}"#]), into: "shops")
    #expect(try trial.rows("shops", "shop_id, name, city") == ["5 Kara Z", "6 Sokode Atakpame"])
  }

  @Test func `what the catalog does not know is kept, embedded relations are not`() throws {
    let row = """
      {"shop_id": 7, "colour": "red", "floors": 2, "notes": [{"note_id": 1, "units": {"a": [[]]}}],\
       "owner": {"name": "x"}, "flag": true, "gone": null}
      """
    try trial.ingest(TrialReplica.page([row]), into: "shops")
    #expect(
      try trial.lines("SELECT sync_extra FROM shops WHERE shop_id = 7")
        == [#"{"colour":"red","floors":2,"flag":true,"gone":null}"#]
    )
  }

  @Test(arguments: [#""device_key""#, #""device\u005fkey""#])
  func `a sensitive column that is not held is stored nowhere`(member: String) throws {
    let secret = "s3cr3tvalue"
    let rows = [
      #"{"imei": "352", \#(member): "\#(secret)", "label": "ok"}"#,
      #"{"imei": "353", \#(member): "\#(secret)", "label": NaN}"#,
      #"{"imei": "354", "part": {"device_key": "\#(secret)"}, "label": Infinity}"#,
    ]
    let result = try trial.ingest(TrialReplica.page(rows), into: "units")
    #expect(
      result.setAside.map(\.raw) == [
        #"{"imei":"353","label":NaN}"#, #"{"imei":"354","label":Infinity}"#,
      ]
    )
    for suffix in ["", "-wal"] {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: trial.path + suffix))
      #expect(bytes.range(of: Data(secret.utf8)) == nil)
    }
    #expect(try trial.rows("units", "imei").contains("352"))
  }

  @Test func `a sensitive column is held when it was asked for`() throws {
    let open = try TrialReplica(includesSensitive: true)
    try open.ingest(TrialReplica.page([#"{"imei":"352","device_key":"k"}"#]), into: "units")
    #expect(try open.lines("SELECT device_key FROM units WHERE imei = '352'") == ["k"])
  }

  @Test func `rows that a person edited are handed back, not written`() throws {
    try trial.sqlite3("UPDATE shops SET city = 'mine' WHERE shop_id = 5;")
    let page = TrialReplica.page([
      #"{"shop_id":5,"city":"theirs","is_open":false,"details":{"z":1},"new":3}"#,
      #"{"shop_id":6,"city":"theirs"}"#,
    ])
    let result = try trial.ingest(page, into: "shops")
    expectNoDifference(
      result.withheld,
      [
        [
          "shop_id": .integer(5), "city": .text("theirs"), "is_open": .boolean(false),
          "details": .json(#"{"z":1}"#), "new": .integer(3),
        ]
      ]
    )
    #expect(result.changed == 1)
    #expect(try trial.rows("shops", "city") == ["mine", "theirs"])
  }

  @Test(
    arguments: [
      """
      INSERT INTO sync_conflict(resource, key, kind, opened_at) VALUES ('shops', 5, 'update-update', '')
      """,
      "INSERT INTO sync_base_shops(shop_id) VALUES (5)",
    ]
  )
  func `an open conflict or a base withholds a row too`(state: String) throws {
    try trial.sqlite3(state + ";")
    let page = TrialReplica.page([#"{"shop_id":5,"city":"a"}"#, #"{"shop_id":6,"city":"a"}"#])
    #expect(try trial.ingest(page, into: "shops").withheld.map { $0["shop_id"] } == [.integer(5)])
  }

  @Test(
    arguments: [
      ([7, 8, 9], nil, true), ([7, 9, 8], nil, false), ([7, 7], nil, false),
      ([7, 8], 6, true), ([7, 8], 7, false), ([], 7, true),
    ] as [([Int], Int64?, Bool)]
  )
  func `order and bound of the keys are asserted`(
    keys: [Int],
    bound: Int64?,
    isAscending: Bool
  ) throws {
    let page = TrialReplica.page(keys.map { "{\"shop_id\":\($0)}" })
    let result = try trial.ingest(page, into: "shops", after: bound.map(RowKey.integer))
    #expect(result.isAscending == isAscending)
  }

  @Test func `the newest stamp of a page is of any row, and not of the future`() throws {
    let page = TrialReplica.page([
      #"{"shop_id":7,"created_at":"2016-01-01T02:33:33.424630","modified_at":null}"#,
      #"{"shop_id":8,"created_at":"2015-01-01T02:33:33","modified_at":"2016-01-01T02:33:34"}"#,
      #"{"shop_id":9,"created_at":"2030-01-01T00:00:00","modified_at":"garbage"}"#,
    ])
    let table = try trial.table("shops")
    let result = try trial.replica.write(by: .engine) { writer in
      try writer.ingest(
        page: Array(page.utf8),
        into: table,
        serverNow: NaiveTime("2017-01-01T00:00:00")
      )
    }
    #expect(result.newestStamp == NaiveTime("2016-01-01T02:33:34"))
  }

  @Test func `a page says whether its keys descend`() throws {
    let down = TrialReplica.page([#"{"shop_id":9}"#, #"{"shop_id":8}"#, #"{"shop_id":3}"#])
    let result = try trial.ingest(down, into: "shops")
    #expect(result.isDescending)
    #expect(!result.isAscending)
    let neither = TrialReplica.page([#"{"shop_id":9}"#, #"{"shop_id":8}"#, #"{"shop_id":8}"#])
    #expect(try !trial.ingest(neither, into: "shops").isDescending)
  }
}
