import CatalogModel
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

/// What was sent is countered by a change of its own.
struct SentUndoTests {
  private let laptop: Laptop
  private let repair = RowKey.integer(2)

  init() throws { laptop = try Laptop() }

  private func outcome() throws -> FieldValue? {
    try laptop.serverRow("repairs", repair)?["outcome"]
  }

  @Test
  func `an update is countered on the server, and made again there`() throws {
    try laptop.set("repairs", repair, ["outcome": .text("sent")])
    try laptop.sync()
    let proposal = try laptop.undo()
    #expect(proposal.needsConsent)
    #expect(
      proposal.steps.first?.values == [
        RecordedValue(column: "outcome", old: .text("sent"), new: .null)
      ]
    )
    #expect(try laptop.queue() == ["repairs 2: waiting"])
    try laptop.sync()
    #expect(try outcome() == .null)
    try laptop.redo()
    try laptop.sync()
    #expect(try outcome() == .text("sent"))
    try laptop.expectAgreement()
  }

  @Test
  func `an undo that was not sent yet is taken back without a trace`() throws {
    try laptop.set("repairs", repair, ["outcome": .text("sent")])
    try laptop.sync()
    let mark = laptop.mark
    try laptop.undo()
    try laptop.redo()
    #expect(try laptop.queue() == [])
    try laptop.sync()
    #expect(laptop.writes(since: mark).isEmpty)
    try laptop.undo()
    #expect(try laptop.queue() == ["repairs 2: waiting"])
  }

  @Test
  func `what a colleague changed since stays as it is`() throws {
    try laptop.set(
      "repairs",
      repair,
      [
        "outcome": .text("sent"), "measured_battery_capacity": .real(7),
      ]
    )
    try laptop.sync()
    laptop.colleague(.update, "repairs", repair, ["outcome": .text("theirs")])
    try laptop.pass(seconds: 1)
    try laptop.sync()
    let step = try #require(try laptop.undo().steps.first)
    #expect(step.kept == ["outcome"])
    #expect(step.values.map(\.column) == ["measured_battery_capacity"])
    try laptop.sync()
    #expect(try outcome() == .text("theirs"))
    try laptop.expectAgreement()
  }

  @Test
  func `a row that was added is deleted, and one that was deleted is added anew`() throws {
    try laptop.addNote("sent")
    try laptop.sync()
    let key = try #require(try laptop.replica.read { try $0.lastUndoableChange() }).row.key
    #expect(!key.isProvisional)
    let allowsDeletion = try laptop.table("product_notes").resource.allows(.delete)
    if allowsDeletion {
      try laptop.undo()
      try laptop.sync()
      #expect(try laptop.serverCount("product_notes") == 0)
    } else {
      try laptop.expectNoUndo(.last, .notAllowed)
    }
    try laptop.add(
      "repair_symptom_type_linker",
      ["repair_id": .integer(2), "symptom_type_id": .integer(1)]
    )
    try laptop.sync()
    let linker = try #require(try laptop.replica.read { try $0.lastUndoableChange() }).row.key
    try laptop.delete("repair_symptom_type_linker", linker)
    try laptop.sync()
    #expect(try laptop.serverCount("repair_symptom_type_linker") == 0)
    try laptop.undo()
    try laptop.sync()
    #expect(try laptop.serverCount("repair_symptom_type_linker") == 1)
    try laptop.redo()
    try laptop.sync()
    #expect(try laptop.serverCount("repair_symptom_type_linker") == 0)
    try laptop.expectAgreement()
  }

  @Test
  func `the value that lost a conflict comes back as a new change`() throws {
    try laptop.set("repairs", repair, ["outcome": .text("mine")])
    laptop.colleague(.update, "repairs", repair, ["outcome": .text("theirs")])
    try laptop.sync()
    let conflict = try #require(try laptop.conflicts().first)
    try laptop.resolve(conflict.number, .theirs)
    try laptop.sync()
    #expect(try outcome() == .text("theirs"))
    let proposal = try laptop.undo(.entry(try laptop.lastEntry(.resolved)))
    #expect(proposal.needsConsent)
    try laptop.sync()
    #expect(try outcome() == .text("mine"))
    try laptop.expectNoUndo(.entry(try laptop.lastEntry(.resolved)), .changedSince)
    try laptop.expectNoUndo(.entry(try laptop.lastEntry(.delivered)), .nothingGivenUp)
    try laptop.expectNoUndo(.entry(9_999), .noSuchChange)
    try laptop.expectAgreement()
  }

  @Test
  func `a receipt tells who, when, under which key and what the server made of it`() throws {
    let note = try laptop.addNote("sent")
    let change = try #require(try laptop.replica.read { try $0.lastUndoableChange() }).number
    try laptop.sync()
    let receipt = try #require(
      try laptop.replica.read { reader in
        try reader.recordedChange(change)?.operation
          .flatMap { try reader.receipt(ofOperation: $0) }
      }
    )
    #expect(receipt.user == "aline")
    #expect(receipt.outcome == .confirmed)
    #expect(receipt.provisional == note)
    #expect(receipt.row == RowReference(resource: "product_notes", key: .integer(1)))
    #expect(receipt.serverTime != nil && receipt.receivedAt != nil)
    #expect(
      receipt.values.map { "\($0.column): \($0.sent) > \($0.confirmed)" } == [
        "note_text: sent > sent", "product_imei: \(World.imei(1)) > \(World.imei(1))",
      ]
    )
  }
}
