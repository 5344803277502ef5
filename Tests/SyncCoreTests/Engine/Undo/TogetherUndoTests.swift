import CatalogModel
import DepotCore
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

/// What went to the server as one, or was given up as one, is taken back or comes back as one.
struct TogetherUndoTests {
  private let laptop: Laptop
  private let repair = RowKey.integer(2)

  init() throws { laptop = try Laptop() }

  private func lastChange() throws -> Int64 {
    try #require(try laptop.replica.read { try $0.lastUndoableChange() }).number
  }

  private func drop(_ row: RowReference) throws {
    let now = laptop.clock.now()
    try laptop.replica.write(by: .engine) { writer in
      let entry = try #require(try writer.reader.pendingRow(row))
      let queued = try #require(try writer.reader.queueEntry(of: entry))
      try writer.drop(try writer.reader.dropped(with: queued).map(\.row), now: now)
    }
  }

  @Test(arguments: [0, 1, 2, 3])
  func `edits delivered as one are taken back as one, by any of their numbers`(which: Int) throws {
    try laptop.set("repairs", repair, ["outcome": .text("first")])
    let number = try lastChange()
    try laptop.set("repairs", repair, ["outcome": .text("second"), "process": .text("Replaced")])
    try laptop.set("repairs", repair, ["outcome": .text("third")])
    try laptop.sync()
    let subject: UndoSubject = which == 3 ? .last : .queued(number + Int64(which))
    let step = try #require(try laptop.undo(subject).steps.first)
    #expect(step.changes == [number, number + 1, number + 2])
    // What the server never had does not come back: it had nothing before `third`.
    #expect(
      step.values.map { "\($0.column): \($0.old) > \(MergeCatalog.word($0.new))" } == [
        "outcome: third > -", "process: Replaced > Repair and Return",
      ]
    )
    try laptop.sync()
    #expect(try laptop.serverRow("repairs", repair)?["outcome"] == .null)
    try laptop.expectNoUndo(.queued(number + 1), .alreadyUndone)
    try laptop.redo()
    try laptop.sync()
    #expect(try laptop.serverRow("repairs", repair)?["outcome"] == .text("third"))
    try laptop.expectAgreement()
  }

  @Test
  func `an earlier delivery waits for the later one over it to be taken back`() throws {
    try laptop.set("repairs", repair, ["outcome": .text("first")])
    let first = try lastChange()
    try laptop.sync()
    try laptop.set("repairs", repair, ["outcome": .text("second")])
    let second = try lastChange()
    try laptop.sync()
    let failure = #expect(throws: UndoError.self) { try laptop.undo(.queued(first)) }
    #expect(failure == UndoError(.ownLaterChange, String(second)))
    try laptop.undo(.queued(second))
    try laptop.sync()
    #expect(try laptop.serverRow("repairs", repair)?["outcome"] == .text("first"))
    try laptop.undo(.queued(first))
    try laptop.sync()
    #expect(try laptop.serverRow("repairs", repair)?["outcome"] == .null)
    try laptop.expectAgreement()
  }

  @Test
  func `redo of an undo leaves what went to the server beside it`() throws {
    try laptop.set("repairs", repair, ["outcome": .text("mine")])
    try laptop.sync()
    try laptop.undo()
    try laptop.set("repairs", repair, ["process": .text("Replaced")])
    try laptop.sync()
    #expect(laptop.writes().last == "PUT repairs 2 outcome=- process=Replaced: 200")
    try laptop.redo()
    try laptop.sync()
    let row = try #require(try laptop.serverRow("repairs", repair))
    #expect(row["outcome"] == .text("mine") && row["process"] == .text("Replaced"))
  }

  @Test
  func `a deleted row comes back as the server had it`() throws {
    try laptop.add(
      "repair_part_type_linker",
      [
        "repair_id": .integer(2), "old_part_type_id": .integer(1),
        "non_transferable": .boolean(false),
      ]
    )
    try laptop.sync()
    let key = try #require(try laptop.replica.read { try $0.lastUndoableChange() }).row.key
    try laptop.set("repair_part_type_linker", key, ["old_part_type_id": .integer(2)])
    try laptop.delete("repair_part_type_linker", key)
    try laptop.sync()
    try laptop.undo()
    try laptop.sync()
    let rows = try laptop.world.depot.rows(of: "repair_part_type_linker")
    #expect(rows.map { $0["old_part_type_id"] } == [.integer(1)])
  }

  @Test
  func `several dropped edits come back together, by the number or without one`() throws {
    try laptop.set("repairs", repair, ["outcome": .text("first")])
    let number = try lastChange()
    try laptop.set("repairs", repair, ["process": .text("Replaced")])
    try laptop.set("repairs", repair, ["outcome": .text("second")])
    try drop(RowReference(resource: "repairs", key: repair))
    try laptop.set("repairs", repair, ["measured_battery_capacity": .real(3)])
    try drop(RowReference(resource: "repairs", key: repair))
    let step = try #require(try laptop.undo(.queued(number)).steps.first)
    #expect(step.values.map(\.column) == ["outcome", "process"])
    #expect(try laptop.row("repairs", repair)?["outcome"] == .text("second"))
    #expect(try laptop.row("repairs", repair)?["measured_battery_capacity"] == .null)
    try laptop.undo()
    #expect(try laptop.row("repairs", repair)?["outcome"] == .text("second"))
    #expect(try laptop.row("repairs", repair)?["measured_battery_capacity"] == .real(3))
    try laptop.expectNoUndo(.last, .nothingToUndo)
    try laptop.redo()
    #expect(try laptop.row("repairs", repair)?["outcome"] == .text("second"))
    try laptop.redo()
    #expect(try laptop.queue() == [])
  }

  @Test
  func `a dropped row comes back with what referred to it, and goes again`() throws {
    let key = try laptop.add("repairs", ["product_imei": .text(World.imei(1))])
    try laptop.set("repairs", key, ["process": .text("Replaced")])
    try laptop.add(
      "repair_symptom_type_linker",
      ["repair_id": key.value, "symptom_type_id": .integer(1)]
    )
    try drop(RowReference(resource: "repairs", key: key))
    #expect(try laptop.queue() == [])
    let proposal = try laptop.undo()
    #expect(proposal.steps.map(\.row.resource) == ["repairs", "repair_symptom_type_linker"])
    #expect(try laptop.row("repairs", key)?["process"] == .text("Replaced"))
    #expect(try laptop.queue().count == 2)
    try laptop.redo()
    #expect(try laptop.queue() == [])
    try laptop.undo()
    #expect(try laptop.queue().count == 2)
  }

  @Test
  func `undo alone brings back what a decision gave up, until something later was edited`() throws {
    try laptop.set("repairs", repair, ["outcome": .text("mine"), "process": .text("Replaced")])
    let fields: RowFields = ["outcome": .text("theirs"), "process": .text("Repossessed")]
    laptop.colleague(.update, "repairs", repair, fields)
    try laptop.sync()
    let conflict = try #require(try laptop.conflicts().first)
    try laptop.resolve(conflict.number, .theirs)
    try laptop.addNote("edited later")
    try laptop.undo()
    #expect(try laptop.queue() == [])
    let step = try #require(try laptop.undo().steps.first)
    #expect(step.way == .restore)
    #expect(step.values.map(\.column) == ["outcome", "process"])
    try laptop.sync()
    let row = try #require(try laptop.serverRow("repairs", repair))
    #expect(row["outcome"] == .text("mine") && row["process"] == .text("Replaced"))
    try laptop.expectAgreement()
  }

  @Test
  func `a row that was gone and let go comes back anew, with all its values`() throws {
    try laptop.add(
      "repair_part_type_linker",
      [
        "repair_id": .integer(2), "old_part_type_id": .integer(1),
        "non_transferable": .boolean(false),
      ]
    )
    try laptop.sync()
    let key = try #require(try laptop.replica.read { try $0.lastUndoableChange() }).row.key
    try laptop.set("repair_part_type_linker", key, ["old_part_type_id": .integer(2)])
    laptop.colleague(.delete, "repair_part_type_linker", key)
    try laptop.sync()
    let conflict = try #require(try laptop.conflicts().first)
    #expect(conflict.kind == .updateDelete)
    try laptop.resolve(conflict.number, .theirs)
    #expect(try laptop.row("repair_part_type_linker", key) == nil)
    try laptop.undo()
    try laptop.sync()
    let row = try #require(try laptop.world.depot.rows(of: "repair_part_type_linker").first)
    #expect(row["old_part_type_id"] == .integer(2) && row["repair_id"] == .integer(2))
    try laptop.expectAgreement()
  }

  @Test
  func `an added row taken for ours is deleted like any other, and its adoption is named`() throws {
    let before = try laptop.serverCount("repair_part_type_linker")
    try laptop.add(
      "repair_part_type_linker",
      [
        "repair_id": .integer(2), "old_part_type_id": .integer(1),
        "non_transferable": .boolean(false),
      ]
    )
    laptop.transport.order("POST", "repair_part_type_linker", .answerLost)
    try laptop.sync(SyncRequest(maximumSeconds: 5))
    try laptop.pass(seconds: 60)
    #expect(try laptop.sync().applied == 1)
    #expect(try laptop.serverCount("repair_part_type_linker") == before + 1)
    let step = try #require(try laptop.undo().steps.first)
    #expect(step.effect == .delete && step.way == .counter)
    #expect(step.adoption == (try laptop.lastEntry(.adopted)))
    try laptop.sync()
    #expect(try laptop.serverCount("repair_part_type_linker") == before)
    try laptop.expectAgreement()
  }

  @Test(arguments: [false, true])
  func `unanswered edits that went as one wait, and are taken back, as one`(arrived: Bool) throws {
    try laptop.set("repairs", repair, ["outcome": .text("first")])
    try laptop.set("repairs", repair, ["outcome": .text("second"), "process": .text("Replaced")])
    laptop.transport.order("PUT", "repairs", arrived ? .answerLost : .dropped)
    try laptop.sync(SyncRequest(maximumSeconds: 5))
    #expect(try laptop.undo().steps.map(\.changes.count) == [2])
    try laptop.pass(seconds: 60)
    try laptop.sync()
    let row = try #require(try laptop.serverRow("repairs", repair))
    #expect(row["outcome"] == .null && row["process"] == .text("Repair and Return"))
    try laptop.expectAgreement()
    let events = try laptop.replica.read { try $0.journal(limit: 20) }.map(\.event)
    #expect(events.contains("undo-waiting") && events.contains("undone"))
  }

  @Test
  func `the log tells what comes back by its own value`() throws {
    try laptop.set("repairs", repair, ["outcome": .text("typed")])
    try drop(RowReference(resource: "repairs", key: repair))
    try laptop.undo()
    let entry = try #require(try laptop.replica.read { try $0.journal(limit: 1) }.first)
    #expect(entry.event == "restored")
    #expect(entry.detail?["outcome"] == .text("typed"))
  }
}
