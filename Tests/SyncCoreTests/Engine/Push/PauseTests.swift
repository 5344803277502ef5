import CatalogModel
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

/// A server that asks to be left alone for a while.
struct PauseTests {
  private func later(_ seconds: Int, status: Int = 503) -> ScriptedTransport.Fault {
    .answered(status: status, body: "{}", headers: [("Retry-After", "\(seconds)")])
  }

  @Test(arguments: [429, 503])
  func `a read is put again after the pause`(_ status: Int) throws {
    let laptop = try Laptop()
    laptop.colleague(.update, "repairs", .integer(2), ["outcome": .text("new")])
    laptop.transport.order("GET", "repairs", later(20, status: status), times: 2)
    let summary = try laptop.sync()
    #expect(summary.outcome == .complete)
    #expect(summary.notes.isEmpty)
    #expect(summary.seconds >= 40)
    try laptop.expectAgreement()
  }

  @Test(arguments: [429, 503])
  func `a write is looked for after the pause, and those behind it go on`(_ status: Int) throws {
    let laptop = try Laptop()
    for number in 1...3 { try laptop.addNote("note \(number)") }
    laptop.transport.order("POST", "product_notes", later(20, status: status))
    let summary = try laptop.sync()
    #expect(summary.seconds >= 20)
    #expect(summary.applied == 3)
    #expect(try laptop.serverCount("product_notes") == 3)
    try laptop.expectAgreement()
  }

  @Test
  func `a count that is put off beside the pull puts off the pull`() throws {
    let laptop = try Laptop()
    laptop.settings.newsAtOnce = 1
    let start = laptop.mark
    for name in World.resources {
      laptop.transport.order("GET", name, later(20), part: "page=1000000000")
    }
    let summary = try laptop.sync()
    #expect(summary.notes.isEmpty)
    let times = laptop.world.wire.records.dropFirst(start).map(\.time.secondsSince1970)
    let gaps = zip(times, times.dropFirst()).map { $1 - $0 }
    #expect(gaps.prefix(6).contains { $0 >= 19 }, "what was under way, and then a pause")
    try laptop.expectAgreement()
  }

  @Test
  func `one resource that is put off for long holds up only itself`() throws {
    let laptop = try Laptop()
    laptop.colleague(.update, "repairs", .integer(2), ["outcome": .text("new")])
    laptop.transport.order("GET", "products", later(3_600), times: 2)
    let summary = try laptop.sync()
    #expect(summary.notes.first == .notPulled(resource: "products", code: "server-fault"))
    #expect(try laptop.row("repairs", .integer(2))?["outcome"] == .text("new"))
  }

  @Test
  func `a server that puts everything off is left alone`() throws {
    let laptop = try Laptop()
    for name in World.resources {
      laptop.transport.order("GET", name, later(3_600), times: 9)
    }
    let summary = try laptop.sync()
    #expect(summary.outcome == .partial)
    #expect(summary.notes.last == .stopped(code: "server-fault", retryAfter: 3_600))
    // The greeting, and what was under way with the first put-off: ten questions and three counts.
    #expect(summary.requests <= 14)
  }

  @Test
  func `three writes in a row that are put off end the run`() throws {
    let laptop = try Laptop()
    laptop.settings.lanes = 1
    for number in 1...5 { try laptop.addNote("note \(number)") }
    laptop.transport.order("POST", "product_notes", later(5, status: 429), times: 5)
    let summary = try laptop.sync()
    #expect(summary.unknown == 3)
    #expect(summary.waiting == 2)
    #expect(summary.notes.last == .stopped(code: "server-fault", retryAfter: 5))
  }

  @Test
  func `no pause goes beyond the time that was asked for`() throws {
    let laptop = try Laptop()
    laptop.transport.order("GET", "repairs", later(20))
    let summary = try laptop.sync(SyncRequest(maximumSeconds: 10))
    #expect(summary.outcome == .limited)
    #expect(summary.seconds < 10)
  }
}
