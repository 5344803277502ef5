import CatalogModel
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

/// What was not sent is taken back without a trace on the server.
struct UnsentUndoTests {
  private let laptop: Laptop
  private let repair = RowKey.integer(2)

  init() throws { laptop = try Laptop() }

  private func process() throws -> FieldValue? { try laptop.row("repairs", repair)?["process"] }

  @Test
  func `edits are taken back from the last to the first, and made again`() throws {
    try laptop.set("repairs", repair, ["process": .text("Replaced")])
    try laptop.set("repairs", repair, ["process": .text("Repossessed"), "outcome": .text("x")])
    try laptop.undo()
    #expect(try process() == .text("Replaced"))
    #expect(try laptop.row("repairs", repair)?["outcome"] == .null)
    try laptop.undo()
    #expect(try process() == .text("Repair and Return"))
    #expect(try laptop.queue() == [])
    try laptop.expectNoUndo(.last, .nothingToUndo)
    try laptop.redo()
    #expect(try process() == .text("Replaced"))
    try laptop.redo()
    #expect(try process() == .text("Repossessed"))
    #expect(throws: UndoError(.nothingToRedo)) { try laptop.redo() }
    try laptop.sync()
    #expect(laptop.writes() == ["PUT repairs 2 outcome=x process=Repossessed: 200"])
    try laptop.expectAgreement()
  }

  @Test
  func `an edit in the middle goes, and what was typed over it stays`() throws {
    try laptop.set("repairs", repair, ["process": .text("Replaced"), "outcome": .text("x")])
    let first = try #require(try laptop.replica.read { try $0.lastUndoableChange() }).number
    try laptop.set("repairs", repair, ["process": .text("Repossessed")])
    try laptop.undo(.change(first))
    #expect(try process() == .text("Repossessed"))
    #expect(try laptop.row("repairs", repair)?["outcome"] == .null)
    try laptop.undo()
    #expect(try process() == .text("Repair and Return"))
    #expect(try laptop.queue() == [])
    try laptop.expectAgreement()
  }

  @Test
  func `an edit taken back leaves what a colleague wrote meanwhile`() throws {
    try laptop.set("repairs", repair, ["process": .text("Replaced")])
    laptop.colleague(.update, "repairs", repair, ["outcome": .text("theirs")])
    try laptop.sync(SyncRequest(pushes: false))
    try laptop.undo()
    #expect(try laptop.row("repairs", repair)?["outcome"] == .text("theirs"))
    try laptop.sync()
    #expect(laptop.writes().isEmpty)
    try laptop.expectAgreement()
  }

  @Test
  func `a new row goes with what refers to it, and comes back under its own key`() throws {
    let key = try laptop.add("repairs", ["product_imei": .text(World.imei(1))])
    let change = try #require(try laptop.replica.read { try $0.lastUndoableChange() }).number
    try laptop.set("repairs", key, ["process": .text("Replaced")])
    try laptop.add(
      "repair_symptom_type_linker",
      ["repair_id": key.value, "symptom_type_id": .integer(1)]
    )
    let proposal = try laptop.undo(.change(change))
    #expect(proposal.steps.first?.beside.map(\.resource) == ["repair_symptom_type_linker"])
    #expect(!proposal.needsConsent)
    #expect(try laptop.row("repairs", key) == nil)
    #expect(try laptop.queue() == [])
    try laptop.redo()
    #expect(try laptop.row("repairs", key)?["process"] == .text("Replaced"))
    try laptop.sync()
    #expect(laptop.writes().count == 2)
    try laptop.expectAgreement()
  }

  @Test
  func `a deletion is taken back, of a row of the server and of a new one`() throws {
    try laptop.delete("repairs", repair)
    try laptop.undo()
    #expect(try process() == .text("Repair and Return"))
    let note = try laptop.addNote("kept after all")
    try laptop.delete("product_notes", note)
    #expect(try laptop.queue() == [])
    try laptop.undo()
    #expect(try laptop.row("product_notes", note)?["note_text"] == .text("kept after all"))
    try laptop.sync()
    #expect(laptop.writes().count == 1)
    try laptop.expectAgreement()
  }

  @Test
  func `a refused edit is taken back`() throws {
    try laptop.set("repairs", repair, ["process": .text("nonsense")])
    try laptop.sync()
    #expect(try laptop.standing().refused == 1)
    try laptop.undo()
    #expect(try laptop.standing().refused == 0)
    try laptop.expectAgreement()
  }

  @Test
  func `a row in conflict is decided, not undone`() throws {
    try laptop.set("repairs", repair, ["outcome": .text("mine")])
    laptop.colleague(.update, "repairs", repair, ["outcome": .text("theirs")])
    try laptop.sync()
    try laptop.expectNoUndo(.last, .inConflict)
  }

  @Test
  func `what was dropped comes back, and another account's work is let be`() throws {
    try laptop.set("repairs", repair, ["process": .text("Replaced")])
    let change = try #require(try laptop.replica.read { try $0.lastUndoableChange() }).number
    let now = laptop.clock.now()
    try laptop.replica.write(by: .engine) {
      try $0.drop([RowReference(resource: "repairs", key: repair)], now: now)
    }
    #expect(try process() == .text("Repair and Return"))
    try laptop.replica.write(by: .engine) { try $0.adoptAccount("kofi") }
    try laptop.expectNoUndo(.change(change), .otherAccount)
    try laptop.expectNoUndo(.last, .nothingToUndo)
    try laptop.replica.write(by: .engine) { try $0.adoptAccount("aline") }
    let proposal = try laptop.undo(.change(change))
    #expect(proposal.needsConsent)
    #expect(try process() == .text("Replaced"))
    try laptop.expectNoUndo(.change(change), .alreadyUndone)
    try laptop.expectNoUndo(.change(99), .noSuchChange)
  }

  @Test
  func `what was shown is what is done, or nothing`() throws {
    try laptop.set("repairs", repair, ["process": .text("Replaced")])
    let undo = Undo(replica: laptop.replica, clock: laptop.clock)
    let proposal = try undo.proposal(.last)
    try laptop.set("repairs", repair, ["outcome": .text("typed meanwhile")])
    #expect(throws: UndoError(.changedMeanwhile)) { try undo.perform(proposal) }
    #expect(try process() == .text("Replaced"))
  }
}
