import CatalogModel
import DepotCore
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

/// A rule that is made while conflicts are open decides them at the next run.
struct NewPolicyTests {
  private static let linker = "repair_part_type_linker"
  private let laptop: Laptop
  private let key = RowKey.integer(2)

  init() throws { laptop = try Laptop() }

  /// Goes by a rule, and makes the next run; it does not pull, because that would merge by the rule, too.
  private func decide(_ name: String, _ policy: ConflictPolicy) throws -> SyncSummary {
    try laptop.decide(by: [PolicyRule(named: name, policy: policy)])
    return try laptop.sync(SyncRequest(pulls: false))
  }

  private func dispute(_ mine: RowFields, _ theirs: RowFields) throws {
    try laptop.set("repairs", key, mine)
    laptop.colleague(.update, "repairs", key, theirs)
    #expect(try laptop.sync().conflicts == 1)
  }

  /// A fitted part that both sides have.
  private func fitted() throws -> RowKey {
    try laptop.add(
      Self.linker,
      [
        "repair_id": .integer(2), "old_part_type_id": .integer(1),
        "non_transferable": .boolean(false),
      ]
    )
    try laptop.sync()
    return try #require(try laptop.replica.read { try $0.lastUndoableChange() }).row.key
  }

  private func oldPart() throws -> [FieldValue?] {
    try laptop.world.depot.rows(of: Self.linker).map { $0["old_part_type_id"] }
  }

  @Test(arguments: [ConflictPolicy.mine, .theirs])
  func `a disputed column goes as the rule says, and the value that lost comes back`(
    policy: ConflictPolicy
  ) throws {
    try dispute(["process": .text("Replaced")], ["process": .text("Repossessed")])
    #expect(try decide("repairs.process", policy).conflicts == 0)
    let (winner, loser) =
      policy == .mine ? ("Replaced", "Repossessed") : ("Repossessed", "Replaced")
    #expect(try laptop.serverRow("repairs", key)?["process"] == .text(winner))
    try laptop.expectAgreement()
    let events = try laptop.replica.read { try $0.journal(limit: 50) }.map(\.event)
    #expect(events.contains(JournalEvent.policy.rawValue))
    #expect(!events.contains(JournalEvent.dissolved.rawValue))
    try laptop.undo(.entry(try laptop.lastEntry(.policy)))
    try laptop.sync()
    #expect(try laptop.serverRow("repairs", key)?["process"] == .text(loser))
    try laptop.expectAgreement()
  }

  @Test
  func `what no rule is about still waits for a person`() throws {
    try dispute(
      ["process": .text("Replaced"), "workflow_name": .text("mine")],
      ["process": .text("Repossessed"), "workflow_name": .text("theirs")]
    )
    #expect(try decide("repairs.process", .theirs).conflicts == 1)
    #expect(try laptop.conflicts().map { $0.columns.map(\.column) } == [["workflow_name"]])
    #expect(try laptop.row("repairs", key)?["process"] == .text("Repossessed"))
    #expect(try laptop.row("repairs", key)?["workflow_name"] == .text("mine"))
    #expect(laptop.writes().isEmpty)
  }

  @Test
  func `ask goes on asking`() throws {
    try dispute(["process": .text("Replaced")], ["process": .text("Repossessed")])
    #expect(try decide("repairs.process", .ask).conflicts == 1)
  }

  @Test(arguments: [ConflictPolicy.mine, .theirs])
  func `a changed row that is gone is made anew or let go`(policy: ConflictPolicy) throws {
    let key = try fitted()
    try laptop.set(Self.linker, key, ["old_part_type_id": .integer(2)])
    laptop.colleague(.delete, Self.linker, key)
    #expect(try laptop.sync().conflicts == 1)
    #expect(try decide(Self.linker, policy).conflicts == 0)
    try laptop.sync()
    #expect(try oldPart() == (policy == .mine ? [.integer(2)] : []))
    try laptop.expectAgreement()
  }

  @Test(arguments: [ConflictPolicy.mine, .theirs])
  func `a row deleted here and changed there goes or comes back`(policy: ConflictPolicy) throws {
    let key = try fitted()
    try laptop.delete(Self.linker, key)
    laptop.colleague(.update, Self.linker, key, ["old_part_type_id": .integer(2)])
    #expect(try laptop.sync().conflicts == 1)
    #expect(try decide(Self.linker, policy).conflicts == 0)
    try laptop.sync()
    #expect(try oldPart() == (policy == .mine ? [] : [.integer(2)]))
    try laptop.expectAgreement()
  }

  @Test
  func `a rule is the home's, and what it puts aside comes back to whoever made it`() throws {
    try dispute(["process": .text("Replaced")], ["process": .text("Repossessed")])
    try laptop.logIn(as: "kofi")
    #expect(try decide("repairs.process", .theirs).conflicts == 0)
    #expect(try laptop.serverRow("repairs", key)?["process"] == .text("Repossessed"))
    try laptop.logIn(as: "aline")
    try laptop.undo(.entry(try laptop.lastEntry(.policy)))
    try laptop.sync()
    #expect(try laptop.serverRow("repairs", key)?["process"] == .text("Replaced"))
  }

  @Test
  func `a run that is about something else leaves it open`() throws {
    try dispute(["process": .text("Replaced")], ["process": .text("Repossessed")])
    try laptop.decide(by: [PolicyRule(named: "repairs.process", policy: .theirs)])
    try laptop.sync(SyncRequest(only: ["shops"]))
    #expect(try laptop.conflicts().count == 1)
  }
}
