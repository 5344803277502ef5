import CatalogModel
import Testing

@testable import ReplicaStore

/// What is not a page is an error of the whole page, and nothing of it is stored.
struct HostilePageTests {
  private static let page = TrialReplica.page([
    #"{"shop_id": 1, "name": "a\"b", "details": {"x": [1, "]}"]}, "rel": [{"q": [{}]}]}"#,
    #"{"shop_id": 2, "rating": -1.5, "city": null, "new": "\u00e9"}"#,
  ])

  private let trial: TrialReplica

  init() throws { trial = try TrialReplica(rows: false) }

  private func expectRefused(_ bytes: [UInt8], _ note: String) throws {
    let failure = #expect(throws: ReplicaError.self, "\(note)") {
      try trial.ingest(bytes, into: "shops")
    }
    #expect(failure?.code == .badPage, "\(note)")
    #expect(try trial.rows("shops", "shop_id") == [], "\(note)")
    #expect(try trial.rows("sync_set_aside", "key") == [], "\(note)")
  }

  @Test func `a page cut off at any byte is refused`() throws {
    let bytes = Array(Self.page.utf8)
    for length in 0..<bytes.count {
      try expectRefused(Array(bytes.prefix(length)), "cut at \(length)")
    }
    #expect(try trial.ingest(bytes, into: "shops").changed == 2)
  }

  @Test(
    arguments: [
      "", " ", "null", "7", "\"x\"", "[]", "{}", "<html>Log in</html>", #"{"message": "no"}"#,
      #"{"num_results":1,"objects":[],"page":1}"#,
      #"{"num_results":1,"objects":[],"total_pages":1}"#,
      #"{"objects":[],"page":1,"total_pages":1}"#, #"{"num_results":1,"page":1,"total_pages":1}"#,
      #"{"num_results":1,"objects":{},"page":1,"total_pages":1}"#,
      #"{"num_results":1,"objects":null,"page":1,"total_pages":1}"#,
      #"{"num_results":"1","objects":[],"page":1,"total_pages":1}"#,
      #"{"num_results":-1,"objects":[],"page":1,"total_pages":1}"#,
      #"{"num_results":1.5,"objects":[],"page":1,"total_pages":1}"#,
      #"{"num_results":9223372036854775807,"objects":[],"page":1,"total_pages":1}"#,
      #"{"num_results":1,"objects":[{"shop_id":1}],"page":1,"total_pages":1} {}"#,
      #"{"num_results":1,"objects":[{"shop_id":1}],"objects":[],"page":1,"total_pages":1}"#,
      #"{"num_results":1,"objects":[{"shop_id":1} {"shop_id":2}],"page":1,"total_pages":1}"#,
      #"{"num_results":1,"objects":[{"shop_id" 1}],"page":1,"total_pages":1}"#,
      #"{"num_results":1,"objects":[{"shop_id":1,}],"page":1,"total_pages":1}"#,
      #"{"num_results":1,"objects":[{"shop_id":1}}],"page":1,"total_pages":1}"#,
    ]
  )
  func `what is not an envelope is refused`(text: String) throws {
    try expectRefused(Array(text.utf8), text)
  }

  @Test func `nesting without end is survived`() throws {
    let open = String(repeating: "[", count: 200_000)
    let closed = open + String(repeating: "]", count: 200_000)
    try expectRefused(Array(open.utf8), "open")
    try expectRefused(Array(TrialReplica.page(["{\"rel\":\(open)"]).utf8), "in a row")
    let result = try trial.ingest(
      TrialReplica.page([
        "{\"shop_id\":1,\"rel\":\(closed)}", "{\"shop_id\":2,\"details\":\(closed)}",
      ]),
      into: "shops"
    )
    #expect(result.changed == 1)
    #expect(result.setAside.map(\.key) == [.integer(2)])
  }

  @Test func `more than 64 MiB are refused`() throws {
    try expectRefused([UInt8](repeating: 0x20, count: 64 * 1_024 * 1_024 + 1), "large")
  }

  @Test func `an earlier row of the transaction survives a refused page`() throws {
    let shops = try trial.table("shops")
    let code = try trial.replica.write(by: .engine) { writer in
      _ = try writer.storeServerRow(["shop_id": .integer(9)], in: shops)
      let cut = Array(Self.page.utf8.dropLast(3))
      return #expect(throws: ReplicaError.self) { try writer.ingest(page: cut, into: shops) }?.code
    }
    #expect(code == .badPage)
    #expect(try trial.rows("shops", "shop_id") == ["9"])
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `no damage to a page brings the reader down`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let alphabet = Array("{}[]:,\"\\ \n0e-.tfnué\u{FF}".utf8) + [0, 0xFF, 0x80, 0xC3]
    let shops = try trial.table("shops")
    try trial.replica.write(by: .engine) { writer in
      for _ in 0..<400 {
        var bytes = Array(Self.page.utf8)
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
          let place = Int.random(in: 0..<bytes.count, using: &generator)
          bytes[place] = alphabet.randomElement(using: &generator) ?? 0
        }
        do {
          let result = try writer.ingest(page: bytes, into: shops)
          #expect(result.rows <= 3)
        } catch let error as ReplicaError {
          #expect(error.code == .badPage)
        }
      }
    }
  }
}
