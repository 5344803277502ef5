import CatalogModel
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

struct RunTests {
  @Test
  func `without a connection nothing is lost and the run says so`() throws {
    let laptop = try Laptop()
    try laptop.addNote("waits")
    laptop.transport.order("GET", "home", .unreachable)
    let summary = try laptop.sync()
    #expect(summary.outcome == .offline)
    #expect(summary.waiting == 1)
    #expect(summary.notes == [.stopped(code: "offline")])
    #expect(try laptop.queue() == ["product_notes new:1: waiting"])
    #expect(try laptop.sync().applied == 1)
    try laptop.expectAgreement()
  }

  @Test
  func `a captive portal is not the server`() throws {
    let laptop = try Laptop()
    try laptop.addNote("waits")
    laptop.transport.order(
      "GET",
      "home",
      .answered(status: 200, type: "text/html", body: "<html>Welcome")
    )
    let summary = try laptop.sync()
    #expect(summary.outcome == .offline)
    #expect(summary.notes == [.stopped(code: "not-this-api")])
    #expect(laptop.writes().isEmpty)
  }

  @Test
  func `a connection that goes in the middle leaves the rest for the next run`() throws {
    let laptop = try Laptop()
    laptop.settings.lanes = 1
    try laptop.set("repairs", .integer(2), ["outcome": .text("one")])
    try laptop.addNote("two")
    laptop.transport.order("POST", "product_notes", .unreachable)
    let summary = try laptop.sync()
    #expect(summary.outcome == .partial)
    #expect(summary.applied == 1)
    #expect(summary.unknown == 0)
    #expect(try laptop.queue() == ["product_notes new:1: waiting"])
    try laptop.sync()
    try laptop.expectAgreement()
  }

  @Test
  func `three requests in a row without an answer end the run`() throws {
    let laptop = try Laptop()
    laptop.settings.lanes = 1
    for number in 1...5 { try laptop.addNote("note \(number)") }
    laptop.transport.order("POST", "product_notes", .dropped, times: 5)
    let summary = try laptop.sync()
    #expect(summary.outcome == .partial)
    #expect(summary.unknown == 3)
    #expect(summary.waiting == 2)
    laptop.transport.forgetOrders()
    try laptop.pass(seconds: 100)
    #expect(try laptop.sync().applied == 5)
    #expect(try laptop.serverCount("product_notes") == 5)
    try laptop.expectAgreement()
  }

  @Test
  func `a server that fails on some rows is still there for the others`() throws {
    let laptop = try Laptop()
    for number in 1...5 { try laptop.addNote("note \(number)") }
    laptop.transport.order(
      "POST",
      "product_notes",
      .answered(status: 500, body: #"{"message":"no"}"#),
      times: 4
    )
    laptop.colleague(.update, "repairs", .integer(2), ["outcome": .text("new")])
    let summary = try laptop.sync()
    #expect(summary.applied >= 1)
    #expect(try laptop.row("repairs", .integer(2))?["outcome"] == .text("new"))
  }

  @Test
  func `a server that asks for a pause gets it`() throws {
    let laptop = try Laptop()
    for number in 1...3 { try laptop.addNote("note \(number)") }
    laptop.transport.order(
      "POST",
      "product_notes",
      .answered(status: 503, body: "{}", headers: [("Retry-After", "120")])
    )
    let summary = try laptop.sync()
    #expect(summary.outcome == .partial)
    #expect(summary.unknown == 1)
    try laptop.pass(seconds: 60)
    #expect(try laptop.sync().unknown == 1)
    try laptop.pass(seconds: 60)
    #expect(try laptop.sync().unknown == 0)
    try laptop.expectAgreement()
  }

  @Test
  func `a limit of bytes stops before anything new is begun`() throws {
    let laptop = try Laptop(isLoaded: false)
    let summary = try laptop.sync(SyncRequest(maximumBytes: 2_000))
    #expect(summary.outcome == .limited)
    #expect(summary.pulledRows > 0)
    #expect(summary.bytesSent + summary.bytesReceived >= 2_000)
    #expect(try laptop.sync().outcome == .complete)
    try laptop.expectAgreement()
  }

  @Test
  func `what is under way is set aside from a limit of bytes`() throws {
    let laptop = try Laptop(isLoaded: false)
    let whole = try Laptop("kofi", in: laptop.world, isLoaded: false).sync()
    let most = (whole.bytesSent + whole.bytesReceived) / 2
    let summary = try laptop.sync(SyncRequest(maximumBytes: most))
    #expect(summary.outcome == .limited)
    let average = (whole.bytesSent + whole.bytesReceived) / whole.requests
    #expect(summary.bytesSent + summary.bytesReceived <= most + 2 * average)
    #expect(summary.askedResources > 0)
    #expect(summary.askedResources < summary.resources, "those left were not asked")
  }

  @Test
  func `a limit of time stops before anything new is begun`() throws {
    let laptop = try Laptop(isLoaded: false)
    let summary = try laptop.sync(SyncRequest(maximumSeconds: 1))
    #expect(summary.outcome == .limited)
    #expect(summary.seconds >= 1)
    #expect(try laptop.sync().outcome == .complete)
    try laptop.expectAgreement()
  }

  @Test
  func `a run does not wait for a late answer beyond its time`() throws {
    let laptop = try Laptop()
    try laptop.addNote("dropped")
    laptop.transport.order("POST", "product_notes", .dropped)
    let summary = try laptop.sync(SyncRequest(maximumSeconds: 25))
    #expect(summary.outcome == .limited)
    #expect(summary.seconds <= 25)
    #expect(summary.unknown == 1)
  }

  @Test
  func `limits at once still tell where the replica stands`() throws {
    let laptop = try Laptop()
    try laptop.addNote("waits")
    let summary = try laptop.sync(SyncRequest(maximumBytes: 0))
    #expect(summary.outcome == .limited)
    #expect(summary.waiting == 1)
    #expect(laptop.writes().isEmpty)
    let left = summary.notes.compactMap { note in
      if case .left(let resources) = note { Set(resources) } else { nil }
    }
    #expect(left == [Set(World.resources)], "nothing was asked, so everything is left")
  }

  @Test
  func `a second run is busy at once and asks nothing`() throws {
    let laptop = try Laptop()
    let lock = try laptop.replica.acquireRunLock()
    let start = laptop.mark
    #expect(try laptop.sync().outcome == .busy)
    #expect(laptop.mark == start)
    lock.release()
    #expect(try laptop.sync().outcome == .complete)
  }

  @Test
  func `a small edit goes before the pull, a long one after it`() throws {
    let laptop = try Laptop()
    try laptop.set("repairs", .integer(2), ["outcome": .text("short")])
    try laptop.set(
      "repairs",
      .integer(3),
      ["outcome": .text(String(repeating: "long ", count: 1_000))]
    )
    let start = laptop.mark
    try laptop.sync()
    let steps = laptop.world.wire.records.dropFirst(start)
      .filter { $0.method == "PUT" || $0.resource == "shops" }
      .map { "\($0.method) \($0.resource) \($0.key ?? "")" }
    let pull = try #require(steps.firstIndex(of: "GET shops "))
    #expect(steps.firstIndex(of: "PUT repairs 2").map { $0 < pull } == true)
    #expect(steps.firstIndex(of: "PUT repairs 3").map { $0 > pull } == true)
  }

  @Test
  func `a run that only pulls sends nothing, one that only pushes takes nothing in`() throws {
    let laptop = try Laptop()
    try laptop.addNote("waits")
    laptop.colleague(.update, "repairs", .integer(2), ["outcome": .text("new")])
    var summary = try laptop.sync(SyncRequest(pushes: false))
    #expect(summary.applied == 0)
    #expect(summary.pulledRows == 1)
    laptop.colleague(.update, "repairs", .integer(3), ["outcome": .text("new")])
    summary = try laptop.sync(SyncRequest(pulls: false))
    #expect(summary.applied == 1)
    #expect(summary.pulledRows == 0)
    #expect(try laptop.row("repairs", .integer(3))?["outcome"] == .null)
  }

  @Test
  func `a run keeps its summary, in the shape that scripts rely on`() throws {
    let laptop = try Laptop()
    try laptop.addNote("sent")
    let summary = try laptop.sync()
    let stored = try laptop.replica.read {
      try $0.sql("SELECT outcome, summary FROM sync_run ORDER BY run DESC LIMIT 1").rows[0]
    }
    #expect(stored == [.text("complete"), .text(summary.json.description)])
    #expect(summary.json["schema"] == .integer(1))
    #expect(summary.json["pushed"]?["applied"] == .integer(1))
    #expect(summary.json["requests"] == .integer(Int64(summary.requests)))
    #expect(summary.bytesReceived > 0)
  }

  @Test
  func `two laptops and the office come to the same rows`() throws {
    let world = try World(seed: 2)
    defer { world.cleanUp() }
    let aline = try Laptop("aline", in: world)
    let kofi = try Laptop("kofi", in: world)
    try aline.set("repairs", .integer(1), ["outcome": .text("aline")])
    try kofi.set("repairs", .integer(1), ["measured_battery_capacity": .real(3)])
    try aline.addNote("from aline")
    for laptop in [aline, kofi, aline] { try laptop.sync() }
    try aline.expectAgreement()
    try kofi.expectAgreement()
  }
}
