import CatalogModel
import DepotCore
import Foundation
import Testing

@testable import FieldShell
@testable import ReplicaStore

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

  @Test func `work beside the replica is told by status until it is taken in`() async throws {
    await workshop.done("set", "repairs", "1", "outcome=unsent")
    let aside = workshop.home.appendingPathComponent("outbox-0123abcd.jsonl")
    let own = try String(
      contentsOf: workshop.home.appendingPathComponent("outbox.jsonl"),
      encoding: .utf8
    )
    // Another replica's: its own name, and so other sums.
    try Data(renamed(own).utf8).write(to: aside)
    let status = await workshop.done("status")
    #expect(status.errors.contains(aside.path))
    #expect(status.output.contains("Not everything is on the server yet."))
    let told = await workshop.done("status", "--json").json["outboxes_aside"]
    guard case .array(let files)? = told else { throw CocoaError(.coderReadCorrupt) }
    #expect(files.map { $0["rows"] } == [.integer(1)])
    await workshop.done("queue", "drop", "1")
    #expect(await workshop.done("status").output.contains("Not everything"))
    #expect(await workshop.type(["logout", "--wipe"]).code == .failed)
    let taken = await workshop.done("outbox", "import", aside.path, "--json").json["taken"]
    #expect(taken == .array([.text("repairs 1")]))
    #expect(await workshop.done("status", "--json").json["outboxes_aside"] == .array([]))
  }

  private func renamed(_ outbox: String) -> String {
    outbox.split(separator: "\n").map { line in
      guard case .object(var record)? = OutboxLine.record(in: line.utf8) else { return "" }
      if record["replica"] != nil { record["replica"] = .text("another") }
      return OutboxLine.text(of: .object(record))
    }.joined()
  }

  @Test func `no copy of a row stays behind a wipe, but what a person exported`() async throws {
    await workshop.done("set", "repairs", "1", "outcome=unsent")
    let stick = workshop.home.appendingPathComponent("outbox-friday.jsonl")
    await workshop.done("outbox", "export", stick.path)
    let ours = [
      "outbox-later.jsonl", "outbox-0123abcd-2.jsonl", "outbox-recovered.jsonl", "outbox.jsonl.new",
      "replica-damaged-1.sqlite", "replica-damaged-1.sqlite-wal",
    ]
    for name in ours { try Data("row".utf8).write(to: workshop.home.appendingPathComponent(name)) }
    let wiped = await workshop.done("logout", "--wipe", "--discard-unsent")
    #expect(wiped.errors.contains("outbox-friday.jsonl"))
    let left = try FileManager.default.contentsOfDirectory(atPath: workshop.home.path)
    #expect(left == ["outbox-friday.jsonl"])
  }

  @Test func `work of a replica that is gone is not wiped unasked`() async throws {
    await workshop.done("set", "repairs", "1", "outcome=unsent")
    for suffix in ["", "-wal", "-shm"] {
      let path = workshop.home.appendingPathComponent("replica.sqlite").path + suffix
      try? FileManager.default.removeItem(atPath: path)
    }
    let refused = await workshop.type(["logout", "--wipe", "--json"])
    #expect(refused.errorCode == "unsent-work")
    await workshop.done("outbox", "recover")
    #expect(await workshop.type(["queue", "--json"]).output.contains("unknown"))
  }
}
