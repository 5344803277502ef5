import CatalogModel
import DepotCore
import FieldTestSupport
import Foundation
import ReplicaStore
import Testing

@testable import SyncCore

/// Unsent work survives its database, and is looked for on the server before it is sent.
struct RecoveryTests {
  private let laptop: Laptop
  private let repair = RowKey.integer(2)

  init() throws { laptop = try Laptop() }

  /// A new repair with a symptom, a note, an edit and a deletion.
  private func work() throws {
    let key = try laptop.add(
      "repairs",
      ["product_imei": .text(World.imei(1)), "workflow_name": .text("unsent")]
    )
    try laptop.add(
      "repair_symptom_type_linker",
      ["repair_id": key.value, "symptom_type_id": .integer(1)]
    )
    try laptop.addNote("unsent")
    try laptop.set("repairs", repair, ["outcome": .text("unsent")])
  }

  private func expectOnce() throws {
    #expect(try laptop.serverCount("product_notes", "note_text", .text("unsent")) == 1)
    #expect(try laptop.serverCount("repair_symptom_type_linker") == 1)
    #expect(try laptop.serverCount("repairs") == 5)
    #expect(try laptop.serverRow("repairs", repair)?["outcome"] == .text("unsent"))
    try laptop.expectAgreement()
  }

  @Test
  func `work that was never sent comes back from the outbox and arrives once`() throws {
    try work()
    let before = try laptop.queue().count
    #expect(try laptop.destroy().taken.count == 4)
    #expect(try laptop.queue().count == before)
    #expect(try laptop.standing().unknown == 4)
    #expect(try laptop.row("repairs", repair)?["outcome"] == .text("unsent"))
    try laptop.sync()
    try expectOnce()
  }

  @Test
  func `work that had arrived, whether its answer came or not, is not sent again`() throws {
    try work()
    laptop.transport.order("POST", "product_notes", .answerLost)
    laptop.transport.order("PUT", "repairs", .answerLost)
    try laptop.sync(SyncRequest(maximumSeconds: 5))
    let (mark, arrived) = (laptop.mark, Set(laptop.writes()))
    #expect(arrived.contains { $0.hasPrefix("POST product_notes") })
    try laptop.destroy()
    try laptop.sync()
    #expect(arrived.isDisjoint(with: laptop.writes(since: mark)))
    try expectOnce()
  }

  @Test
  func `an outbox that lost its end is verified all the same`() throws {
    try work()
    let file = laptop.replica.location.deletingLastPathComponent()
      .appendingPathComponent("outbox.jsonl")
    let early = try Data(contentsOf: file)
    try laptop.sync()
    try early.write(to: file)
    let mark = laptop.mark
    #expect(try laptop.destroy().taken.count == 4)
    try laptop.sync()
    #expect(laptop.writes(since: mark).isEmpty)
    try expectOnce()
  }

  @Test
  func `an edit that a colleague overtook meanwhile is a question, not an overwrite`() throws {
    try laptop.set("repairs", repair, ["outcome": .text("unsent")])
    laptop.colleague(.update, "repairs", repair, ["outcome": .text("theirs")])
    try laptop.destroy()
    try laptop.sync()
    #expect(try laptop.serverRow("repairs", repair)?["outcome"] == .text("theirs"))
    #expect(try laptop.conflicts().first?.columns.map(\.column) == ["outcome"])
  }

  @Test
  func `what was on hold stays on hold`() throws {
    try laptop.addNote("held")
    try laptop.replica.write(by: .engine) { writer in
      let entry = try #require(try writer.reader.queue().first)
      try writer.setHeld(true, entry: entry)
    }
    try laptop.destroy()
    try laptop.sync()
    #expect(try laptop.serverCount("product_notes") == 0)
    #expect(try laptop.standing().held == 1)
  }

  @Test
  func `another laptop delivers what travels, and the receipts come home`() throws {
    try work()
    let stick = laptop.world.folder.appendingPathComponent("work.jsonl")
    let ids = SeededRandom(seed: 9, name: "ids")
    let makeID = { String(ids.next(), radix: 16) }
    let sent = try laptop.replica.exportOutbox(
      to: stick,
      user: "aline",
      now: laptop.clock.now(),
      makeID: makeID
    )
    #expect(sent.operations == 4)
    #expect(try laptop.queue().allSatisfy { $0.hasSuffix("travelling") })
    let mark = laptop.mark
    try laptop.sync()
    #expect(laptop.writes(since: mark).isEmpty)

    let other = try Laptop("kofi", in: laptop.world)
    try other.addNote("of the other")
    let outcome = try OutboxImport(replica: other.replica, clock: other.clock)
      .perform(try OutboxReplay(of: stick))
    #expect(outcome.taken.count == 4 && outcome.left.isEmpty)
    let again = try OutboxImport(replica: other.replica, clock: other.clock)
      .perform(try OutboxReplay(of: stick))
    #expect(again.taken.isEmpty)
    try other.sync()
    #expect(try laptop.serverCount("product_notes", "note_text", .text("unsent")) == 0)
    try other.logIn(as: "aline")
    try other.sync()
    try other.sync()
    let home = laptop.world.folder.appendingPathComponent("receipts.jsonl")
    let back = try other.replica.exportOutbox(
      to: home,
      user: "aline",
      now: other.clock.now(),
      makeID: makeID
    )
    #expect(back.receipts == 4)
    let received = try OutboxImport(replica: laptop.replica, clock: laptop.clock)
      .perform(try OutboxReplay(of: home))
    #expect(received.receipts.count == 4)
    #expect(try laptop.queue() == [])
    try laptop.sync()
    try expectOnce()
  }

  @Test
  func `what travels can be taken back, and is looked for before it is sent`() throws {
    try laptop.addNote("unsent")
    let stick = laptop.world.folder.appendingPathComponent("work.jsonl")
    _ = try laptop.replica.exportOutbox(
      to: stick,
      user: "aline",
      now: laptop.clock.now(),
      makeID: { "one" }
    )
    #expect(try laptop.replica.write(by: .engine) { try $0.takeTravellingBack() } == 1)
    try laptop.sync()
    #expect(try laptop.serverCount("product_notes", "note_text", .text("unsent")) == 1)
    try laptop.expectAgreement()
  }

  @Test
  func `what travels still does after the database was lost, and its receipts are known`() throws {
    try work()
    let stick = laptop.world.folder.appendingPathComponent("work.jsonl")
    let ids = SeededRandom(seed: 9, name: "ids")
    _ = try laptop.replica.exportOutbox(
      to: stick,
      user: "aline",
      now: laptop.clock.now(),
      makeID: { String(ids.next(), radix: 16) }
    )
    try laptop.destroy()
    #expect(try laptop.queue().allSatisfy { $0.hasSuffix("travelling") })
    let mark = laptop.mark
    try laptop.sync()
    #expect(laptop.writes(since: mark).isEmpty)
    let away = try OutboxReplay(of: stick).rows.compactMap(\.operation?.id)
    let here = try laptop.replica.read { try $0.operations(in: .unknown) }
    #expect(Set(here.map(\.id)) == Set(away))
    #expect(here.count { $0.isTravelling } == 4)
  }
}
