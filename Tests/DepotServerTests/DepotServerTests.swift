import CatalogModel
import DepotCore
import Testing

@testable import DepotServer

@Suite(.serialized, .timeLimit(.minutes(1)))
struct DepotServerTests {
  @Test func `a request goes over the wire and comes back as the depot said it`() async throws {
    try await RunningDepot.run { running in
      let created = try #require(try await running.addNote("wet"))
      #expect(created.status == 201)
      #expect(created.values("location") == ["http://depot.test/v1/product_notes/1"])
      #expect(created.values("date") == ["Mon, 05 Mar 2018 10:00:00 GMT"])
      #expect(created.values("content-length") == [String(created.body.count)])
      let list = try #require(
        try await running.send("GET", "/v1/product_notes?q=%7B%22limit%22%3A1%7D")
      )
      #expect(list.values("content-type").count == 2)
      #expect(list.values("link").count == 2)
      try #expect(JSONNode(parsing: list.body)["num_results"] == .integer(1))
    }
  }

  @Test func `a deletion has no body and no length`() async throws {
    try await RunningDepot.run { running in
      _ = try await running.addNote("wet")
      let deleted = try #require(try await running.send("DELETE", "/v1/product_notes/1"))
      #expect(deleted.status == 204)
      #expect(deleted.body.isEmpty)
      #expect(deleted.values("content-length").isEmpty)
      #expect(deleted.values("transfer-encoding").isEmpty)
      #expect(deleted.values("content-type") == ["application/json", "application/json"])
    }
  }

  @Test(arguments: ["gzip", "deflate, gzip;q=1.0", "br, GZIP"])
  func `a long body is packed for whoever asks`(_ encoding: String) async throws {
    try await RunningDepot.run { running in
      let plain = try #require(try await running.send("GET", "/v1/products"))
      let packed = try #require(try await running.send("GET", "/v1/products", accepting: encoding))
      #expect(packed.values("content-encoding") == ["gzip"])
      #expect(packed.values("content-length") == [String(packed.body.count)])
      #expect(packed.body.count < plain.body.count)
      #expect(packed.body.prefix(3) == [0x1F, 0x8B, 8])
      try #expect(gunzipped(packed.body) == plain.body)
    }
  }

  @Test(arguments: [nil, "identity", "gzip;q=0", "br"])
  func `a body stays plain where gzip is not wanted`(_ encoding: String?) async throws {
    try await RunningDepot.run { running in
      let plain = try #require(try await running.send("GET", "/v1/products", accepting: encoding))
      #expect(plain.values("content-encoding").isEmpty)
      #expect(plain.text.hasPrefix("{\"num_results\":1,"))
    }
  }

  @Test func `a lost answer is committed and not given`() async throws {
    let fault = Fault(
      kind: .loseAnswer,
      method: "POST",
      pathPrefix: "/v1/product_notes",
      count: 1
    )
    try await RunningDepot.run(faults: [fault]) { running in
      try await #expect(running.addNote("first") == nil)
      try #expect(running.notes() == [.text("first")])
      try await #expect(running.addNote("second")?.status == 201)
      try #expect(running.notes() == [.text("first"), .text("second")])
    }
  }

  @Test func `a dropped request is neither carried out nor answered`() async throws {
    try await RunningDepot.run { running in
      let planned = try await running.send(
        "POST",
        "/_control/drop-request?method=POST&path=/v1/product_notes&count=2"
      )
      #expect(planned?.status == 200)
      try await #expect(running.addNote("first") == nil)
      try await #expect(running.addNote("second") == nil)
      try await #expect(running.send("GET", "/v1/product_notes")?.status == 200)
      try #expect(running.notes() == [])
      try await #expect(running.addNote("third")?.status == 201)
    }
  }

  @Test func `a doubled request is carried out twice and answered once`() async throws {
    try await RunningDepot.run { running in
      let path = "/_control/double-request?path=/v1/product_notes&method=POST"
      try await #expect(running.send("POST", path)?.status == 200)
      let answer = try await running.addNote("twice")
      #expect(answer?.status == 201)
      try #expect(running.notes() == [.text("twice"), .text("twice")])
      try await #expect(running.addNote("once")?.status == 201)
      try #expect(running.notes().count == 3)
    }
  }

  @Test func `a delayed request is carried out after its connection was closed`() async throws {
    try await RunningDepot.run { running in
      let path = "/_control/delay-request?path=/v1/product_notes&method=POST"
      try await #expect(running.send("POST", path)?.status == 200)
      try await #expect(running.addNote("late") == nil)
      // It is asked for until it is there: how late depends on the machine.
      for _ in 1...10_000 where try running.notes().isEmpty {
        try await #expect(running.send("GET", "/v1/product_notes")?.status == 200)
      }
      try #expect(running.notes() == [.text("late")])
    }
  }

  @Test func `the control door plans lost answers and expires tokens`() async throws {
    try await RunningDepot.run { running in
      let path = "/_control/lose-answer?path=/v1/product_notes"
      try await #expect(running.send("POST", path)?.status == 200)
      try await #expect(running.send("GET", "/v1/product_notes") == nil)
      try await #expect(running.send("POST", "/_control/expire-tokens")?.status == 200)
      try await #expect(running.send("GET", "/v1/product_notes")?.status == 401)
    }
  }

  @Test(arguments: [
    ("GET", "/_control/expire-tokens", 405), ("POST", "/_control/other", 404),
    ("POST", "/_control/lose-answer", 400), ("POST", "/_control/lose-answer?path=x", 400),
    ("POST", "/_control/lose-answer?path=/v1&count=0", 400),
    ("POST", "/_control/lose-answer?path=/v1&count=x", 400),
  ])
  func `a wrong word at the control door plans nothing`(
    _ method: String,
    _ target: String,
    _ status: Int
  ) async throws {
    try await RunningDepot.run { running in
      let response = try #require(try await running.send(method, target))
      #expect(response.status == status)
      try await #expect(running.send("GET", "/v1/product_notes")?.status == 200)
    }
  }

  @Test func `without control there is no such door`() async throws {
    try await RunningDepot.run(hasControl: false) { running in
      try await #expect(running.send("POST", "/_control/expire-tokens")?.status == 404)
      try await #expect(running.send("GET", "/v1/product_notes")?.status == 200)
    }
  }

  @Test func `the control door opens to this machine only`() async throws {
    let depot = try Depot(
      catalog: CatalogLoader.bundled(),
      database: .memory,
      clock: { NaiveTime(microseconds: 0) }
    )
    let error = #expect(throws: DepotServerError.self) {
      try DepotServer(depot: depot, host: "0.0.0.0", hasControl: true)
    }
    #expect(error?.code == .controlNotLocal)
    #expect(error?.description.contains("0.0.0.0") == true)
  }

  @Test func `many at once are all answered, and every write is kept`() async throws {
    try await RunningDepot.run { running in
      let statuses = await withTaskGroup(of: Int?.self) { group in
        for number in 0..<20 {
          group.addTask { try? await running.addNote("note \(number)")?.status }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(statuses == Array(repeating: 201, count: 20))
      try #expect(running.notes().count == 20)
    }
  }
}
