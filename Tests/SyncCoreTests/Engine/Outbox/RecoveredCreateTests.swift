import CatalogModel
import DepotCore
import FieldTestSupport
import Foundation
import ReplicaStore
import Testing

@testable import SyncCore

/// A new row was sent without an answer, typed on, and the database is lost: what was sent is not what the
/// outbox tells.
struct RecoveredCreateTests {
  private let laptop: Laptop

  init() throws { laptop = try Laptop() }

  /// A repair that is on the server although its answer did not come.
  private func lose() throws -> RowKey {
    let key = try laptop.add(
      "repairs",
      ["product_imei": .text(World.imei(1)), "workflow_name": .text("unsent")]
    )
    laptop.transport.order("POST", "repairs", .answerLost)
    try laptop.sync(SyncRequest(maximumSeconds: 5))
    return key
  }

  private func made() throws -> RowFields? {
    let rows = try laptop.world.depot.rows(of: "repairs")
      .filter { $0["product_imei"] == .text(World.imei(1)) && $0["workflow_name"]?.isNull == false }
    #expect(rows.count == 1)
    return rows.first
  }

  @Test
  func `an edit made since does not hide the row that arrived, and follows`() throws {
    let key = try lose()
    try laptop.set("repairs", key, ["workflow_name": .text("later"), "outcome": .text("late")])
    try laptop.destroy()
    try laptop.sync()
    let row = try made()
    #expect(row?["workflow_name"] == .text("later"))
    #expect(row?["outcome"] == .text("late"))
    try laptop.expectAgreement()
  }

  @Test
  func `a value emptied since is emptied on the server`() throws {
    // A receipt shows under which name the server notes us.
    try laptop.addNote("before")
    try laptop.sync()
    let key = try lose()
    try laptop.set("repairs", key, ["workflow_name": .null])
    try laptop.destroy()
    try laptop.sync()
    let rows = try laptop.world.depot.rows(of: "repairs")
      .filter { $0["product_imei"] == .text(World.imei(1)) }
    #expect(rows.count == 2)
    #expect(rows.allSatisfy { $0["workflow_name"]?.isNull ?? true })
    try laptop.expectAgreement()
  }

  @Test
  func `a row that a colleague changed too is a question, and what was typed since is not lost`()
    throws
  {
    let key = try lose()
    try laptop.set("repairs", key, ["outcome": .text("late")])
    let there = try #require(try made()?["repair_id"].flatMap(RowKey.init))
    laptop.colleague(.update, "repairs", there, ["workflow_name": .text("theirs")])
    try laptop.destroy()
    try laptop.sync()
    let conflict = try #require(try laptop.conflicts().first)
    #expect(conflict.kind == .duplicate)
    try laptop.resolve(conflict.number, .theirs)
    try laptop.sync()
    let row = try made()
    #expect(row?["workflow_name"] == .text("theirs"))
    #expect(row?["outcome"] == .text("late"))
    try laptop.expectAgreement()
  }

  @Test
  func `where a colleague overtook what was typed since, a person is asked`() throws {
    let key = try lose()
    try laptop.set("repairs", key, ["outcome": .text("late")])
    let there = try #require(try made()?["repair_id"].flatMap(RowKey.init))
    laptop.colleague(.update, "repairs", there, ["outcome": .text("theirs")])
    try laptop.destroy()
    try laptop.sync()
    #expect(try made()?["outcome"] == .text("theirs"))
    let conflict = try #require(try laptop.conflicts().first)
    #expect(conflict.kind == .updateUpdate)
    #expect(
      conflict.columns == [
        ConflictColumn(
          column: "outcome",
          base: .null,
          mine: .text("late"),
          theirs: .text("theirs")
        )
      ]
    )
  }

  @Test
  func `a second loss does not make the first attempt younger`() throws {
    _ = try lose()
    let there = try #require(try made()?["repair_id"].flatMap(RowKey.init))
    laptop.colleague(.update, "repairs", there, ["workflow_name": .text("theirs")])
    try laptop.pass(seconds: 4_000)
    try laptop.sync()
    #expect(try laptop.conflicts().count == 1)
    try laptop.destroy()
    try laptop.destroy()
    try laptop.sync()
    #expect(try laptop.conflicts().map(\.kind) == [.duplicate])
    #expect(try laptop.serverCount("repairs") == 5)
  }

  @Test
  func `another laptop recognises what was sent before the loss, and the receipts come home`()
    throws
  {
    let key = try lose()
    try laptop.set("repairs", key, ["workflow_name": .text("later"), "outcome": .text("late")])
    try laptop.destroy()
    let other = try Laptop("kofi", in: laptop.world)
    try other.logIn(as: "aline")
    #expect(try carry(from: laptop, to: other).taken.count == 1)
    try other.sync()
    let row = try made()
    #expect(row?["workflow_name"] == .text("later"))
    #expect(row?["outcome"] == .text("late"))
    try other.expectAgreement()
    #expect(try carry(from: other, to: laptop).receipts.count == 1)
    try laptop.sync()
    _ = try made()
    try laptop.expectAgreement()
  }

  /// Takes what one laptop exports into another.
  private func carry(from one: Laptop, to other: Laptop) throws -> OutboxImport.Outcome {
    let stick = laptop.world.folder.appendingPathComponent("\(one.name).jsonl")
    let ids = SeededRandom(seed: 9, name: one.name)
    _ = try one.replica.exportOutbox(
      to: stick,
      user: "aline",
      now: one.clock.now(),
      makeID: { String(ids.next(), radix: 16) }
    )
    return try OutboxImport(replica: other.replica, clock: other.clock)
      .perform(try OutboxReplay(of: stick))
  }
}
