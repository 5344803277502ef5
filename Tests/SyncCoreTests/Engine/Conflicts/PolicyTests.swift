import CatalogModel
import DepotCore
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

/// Conflicts that nobody is asked about, because a policy decides.
struct PolicyTests {
  private static let linker = "repair_part_type_linker"
  private let key = RowKey.integer(2)

  private func laptop(
    _ resource: String,
    _ policy: ConflictPolicy,
    clockError: Double = 0
  ) throws -> Laptop {
    let rule = PolicyRule(named: resource, policy: policy)
    let world = try World(seed: 1, catalog: CatalogLoader.bundled().deciding([rule]))
    return try Laptop(in: world, clockError: clockError)
  }

  /// A fitted part that both sides have.
  private func fitted(_ laptop: Laptop) throws -> RowKey {
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

  private func oldPart(_ laptop: Laptop) throws -> [FieldValue?] {
    try laptop.world.depot.rows(of: Self.linker).map { $0["old_part_type_id"] }
  }

  @Test(arguments: [ConflictPolicy.mine, .theirs])
  func `a column goes as the policy says, and the value that lost comes back`(
    policy: ConflictPolicy
  ) throws {
    let laptop = try laptop("repairs.process", policy)
    try laptop.set("repairs", key, ["process": .text("Replaced")])
    laptop.colleague(.update, "repairs", key, ["process": .text("Repossessed")])
    #expect(try laptop.sync().conflicts == 0)
    let (winner, loser) =
      policy == .mine ? ("Replaced", "Repossessed") : ("Repossessed", "Replaced")
    #expect(try laptop.serverRow("repairs", key)?["process"] == .text(winner))
    try laptop.expectAgreement()
    try laptop.undo(.entry(try laptop.lastEntry(.policy)))
    try laptop.sync()
    #expect(try laptop.serverRow("repairs", key)?["process"] == .text(loser))
    try laptop.expectAgreement()
  }

  @Test
  func `a group under mine is sent whole`() throws {
    let laptop = try laptop("repairs", .mine)
    try laptop.set("repairs", key, ["outcome": .text("mine")])
    laptop.colleague(.update, "repairs", key, ["refurbishment_date": .text("2026-02-02")])
    try laptop.sync()
    try laptop.sync()
    #expect(laptop.writes() == ["PUT repairs 2 outcome=mine refurbishment_date=-: 200"])
    try laptop.expectAgreement()
  }

  @Test
  func `a changed row that is gone is let go, and comes back anew by undo`() throws {
    let laptop = try laptop(Self.linker, .theirs)
    let key = try fitted(laptop)
    try laptop.set(Self.linker, key, ["old_part_type_id": .integer(2)])
    laptop.colleague(.delete, Self.linker, key)
    #expect(try laptop.sync().conflicts == 0)
    #expect(try laptop.row(Self.linker, key) == nil)
    #expect(try laptop.queue() == [])
    try laptop.undo(.entry(try laptop.lastEntry(.policy)))
    try laptop.sync()
    #expect(try oldPart(laptop) == [.integer(2)])
    try laptop.expectAgreement()
  }

  @Test
  func `a changed row that is gone is made anew`() throws {
    let laptop = try laptop(Self.linker, .mine)
    let key = try fitted(laptop)
    try laptop.set(Self.linker, key, ["old_part_type_id": .integer(2)])
    laptop.colleague(.delete, Self.linker, key)
    #expect(try laptop.sync().conflicts == 0)
    try laptop.sync()
    #expect(try oldPart(laptop) == [.integer(2)])
    try laptop.expectAgreement()
  }

  @Test(arguments: [ConflictPolicy.mine, .theirs])
  func `a row deleted here and changed there goes, or comes back and goes again by undo`(
    policy: ConflictPolicy
  ) throws {
    let laptop = try laptop(Self.linker, policy)
    let key = try fitted(laptop)
    try laptop.delete(Self.linker, key)
    laptop.colleague(.update, Self.linker, key, ["old_part_type_id": .integer(2)])
    #expect(try laptop.sync().conflicts == 0)
    try laptop.sync()
    #expect(try oldPart(laptop) == (policy == .mine ? [] : [.integer(2)]))
    try laptop.expectAgreement()
    guard policy == .theirs else { return }
    try laptop.undo(.entry(try laptop.lastEntry(.policy)))
    try laptop.sync()
    #expect(try oldPart(laptop) == [])
    try laptop.expectAgreement()
  }

  /// What `latest` makes of an edit and a colleague's: the laptop's clock is years off.
  private func latest(
    oursFirst: Bool,
    settingTheClockBack: Bool = false
  ) throws -> (Laptop, conflicts: Int) {
    let laptop = try laptop("repairs", .latest, clockError: -3_600 * 24 * 400)
    // A receipt shows how far stamps lie behind the server's `Date`.
    try laptop.addNote("a receipt")
    try laptop.sync()
    let edit = { try laptop.set("repairs", key, ["process": .text("Replaced")]) }
    if oursFirst { try edit() }
    try laptop.pass(seconds: 100)
    laptop.colleague(.update, "repairs", key, ["process": .text("Repossessed")])
    try laptop.pass(seconds: 100)
    if !oursFirst { try edit() }
    if settingTheClockBack { laptop.clock.error.seconds += 86_400 }
    return (laptop, try laptop.sync().conflicts)
  }

  @Test(arguments: [true, false])
  func `the later one wins by the server's clock, whatever the laptop's shows`(
    oursFirst: Bool
  ) throws {
    let (laptop, conflicts) = try latest(oursFirst: oursFirst)
    #expect(conflicts == 0)
    let winner = oursFirst ? "Repossessed" : "Replaced"
    #expect(try laptop.serverRow("repairs", key)?["process"] == .text(winner))
    try laptop.expectAgreement()
  }

  @Test(arguments: [true, false])
  func `a clock that was set since leaves it to a person`(oursFirst: Bool) throws {
    let (_, conflicts) = try latest(oursFirst: oursFirst, settingTheClockBack: true)
    #expect(conflicts == 1)
  }

  @Test
  func `an edit from before the clocks were known leaves it to a person`() throws {
    let laptop = try laptop("repairs", .latest)
    try laptop.addNote("a receipt")
    try laptop.sync()
    try laptop.replica.write(by: .engine) { writer in
      try writer.remember("clock-known-after", "1000")
    }
    try laptop.set("repairs", key, ["process": .text("Replaced")])
    laptop.colleague(.update, "repairs", key, ["process": .text("Repossessed")])
    #expect(try laptop.sync().conflicts == 1)
  }
}
