import CatalogModel
import Testing

@testable import ReplicaStore

/// Rows of a page go in many at a time; nobody may see that.
struct ManyRowsTests {
  private let trial: TrialReplica

  init() throws { trial = try TrialReplica(rows: false) }

  @Test(arguments: [1, 23, 24, 25, 48, 61])
  func `as many rows as come are stored, each with its own texts`(count: Int) throws {
    let rows = (1...count).map { number in
      """
      {"shop_id": \(number), "name": "n\\u0041\(number)", "details": {"at": [\(number), "x"]}, \
      "unheard": "u\(number)"}
      """
    }
    let result = try trial.ingest(TrialReplica.page(rows), into: "shops")
    #expect(result.changed == count)
    let stored = try trial.rows("shops", "shop_id, name, details, sync_extra")
    #expect(
      stored
        == (1...count).map {
          #"\#($0) nA\#($0) {"at":[\#($0),"x"]} {"unheard":"u\#($0)"}"#
        }
    )
    #expect(try trial.ingest(TrialReplica.page(rows), into: "shops").changed == 0)
  }

  @Test func `rows that lack different members do not borrow from each other`() throws {
    let rows = (1...40).map { number in
      switch number % 3 {
      case 0: #"{"shop_id": \#(number), "name": "a"}"#
      case 1: #"{"shop_id": \#(number), "city": "b"}"#
      default: #"{"shop_id": \#(number), "city": null, "name": "c", "new": \#(number)}"#
      }
    }
    #expect(try trial.ingest(TrialReplica.page(rows), into: "shops").changed == 40)
    #expect(
      try trial.lines(
        """
        SELECT shop_id % 3, count(*), coalesce(max(name), '-'), coalesce(max(city), '-'),
        count(sync_extra) FROM shops GROUP BY 1
        """
      ) == ["0 13 a - 0", "1 14 - b 0", "2 13 c - 13"]
    )
  }

  @Test func `the later of two rows of one key stays`() throws {
    let rows = (1...30).map { #"{"shop_id": \#($0 % 10 + 1), "name": "\#($0)"}"# }
    let result = try trial.ingest(TrialReplica.page(rows), into: "shops")
    #expect(result.changed == 30)
    #expect(
      try trial.rows("shops", "name", order: "shop_id")
        == ["30"] + (21...29).map(String.init)
    )
  }

  @Test func `nothing of a page that breaks off stays`() throws {
    let rows = (1...40).map { #"{"shop_id": \#($0), "name": "x"}"# }
    let page = String(TrialReplica.page(rows).dropLast(60))
    #expect(throws: ReplicaError.self) { try trial.ingest(page, into: "shops") }
    #expect(try trial.lines("SELECT count(*) FROM shops") == ["0"])
    #expect(try trial.ingest(TrialReplica.page(["{\"shop_id\": 3}"]), into: "shops").changed == 1)
    #expect(try trial.lines("SELECT count(*) FROM shops") == ["1"])
  }

  @Test func `rows between edited ones are stored, and those are handed back`() throws {
    let rows = { (word: String) in
      (1...50).map { #"{"shop_id": \#($0), "name": "\#(word)\#($0)", "city": "c"}"# }
    }
    try trial.ingest(TrialReplica.page(rows("a")), into: "shops")
    let edited = (1...5).map { RowReference(resource: "shops", key: .integer(Int64($0 * 9))) }
    for row in edited { try trial.set(row, ["city": .text("mine")]) }
    let result = try trial.ingest(TrialReplica.page(rows("b")), into: "shops")
    #expect(result.changed == 45)
    #expect(result.withheld.compactMap { $0["shop_id"] } == edited.map(\.key.value))
    #expect(try trial.lines("SELECT count(*) FROM shops WHERE name GLOB 'b*'") == ["45"])
  }
}
