import CatalogModel
import DepotCore
import Foundation
import Testing

@testable import FieldShell

struct OutboxTests {
  private let workshop: Workshop

  init() async throws { workshop = try await Workshop.ready() }

  @Test(arguments: [true, false])
  func `a destroyed replica comes back with its unsent work`(isThere: Bool) async throws {
    await workshop.done("set", "repairs", "1", "outcome=unsent")
    #expect(await workshop.type(["outbox", "recover"]).code == .failed)
    let replica = workshop.home.appendingPathComponent("replica.sqlite")
    for suffix in ["-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: replica.path + suffix)
    }
    if isThere {
      try Data(repeating: 0x41, count: 50_000).write(to: replica)
    } else {
      try FileManager.default.removeItem(at: replica)
    }
    let broken = await workshop.type(["status"])
    #expect(broken.code != .done)
    let recovered = await workshop.done("outbox", "recover", "--json").json
    #expect(recovered["taken"] == .array([.text("repairs 1")]))
    #expect(await workshop.type(["queue", "--json"]).output.contains("unknown"))
    await workshop.done("sync")
    let row = try #require(try workshop.depot.rows(of: "repairs").first)
    #expect(row["outcome"] == .text("unsent"))
    #expect(await workshop.done("queue").output.contains("Nothing waits"))
  }

  @Test func `work is exported, taken back, and bad files are refused`() async throws {
    await workshop.done("set", "repairs", "1", "outcome=unsent")
    let stick = workshop.home.appendingPathComponent("stick.jsonl").path
    #expect(await workshop.type(["outbox", "export"]).code == .usage)
    #expect(
      await workshop.type(["outbox", "exprot", stick]).errors.contains("did you mean export")
    )
    let exported = await workshop.done("outbox", "export", stick, "--json").json
    #expect(exported["operations"] == .integer(1))
    #expect(await workshop.done("queue").output.contains("travels"))
    let again = await workshop.done("outbox", "import", stick, "--json").json
    #expect(again["taken"] == .array([]))
    #expect(await workshop.done("outbox", "recall", "--json").json["recalled"] == .integer(1))
    try Data("hello\n".utf8).write(to: URL(fileURLWithPath: stick))
    let bad = await workshop.type(["outbox", "import", stick, "--json"])
    #expect(bad.code == .failed)
    #expect(bad.json["error"]?["code"] == .text("bad-outbox"))
    let missing = await workshop.type(["outbox", "import", stick + "x", "--json"])
    #expect(missing.json["error"]?["code"] == .text("no-outbox"))
    let full = await workshop.type(["outbox", "export", "/dev/full/x"])
    #expect(full.code == .storage)
  }
}
