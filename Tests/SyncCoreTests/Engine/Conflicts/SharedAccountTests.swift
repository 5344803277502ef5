import CatalogModel
import DepotCore
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

/// Two laptops work under one account, so that the name on a row does not tell whose it is.
struct SharedAccountTests {
  private static let sent: RowFields = [
    "product_imei": .text(World.imei(1)), "process": .text("Replaced"),
    "workflow_name": .text("ours"), "measured_battery_capacity": .real(7.5),
    "arrival_date": .text("2026-02-01"), "pending_status": .boolean(true),
    "outcome": .text("as typed"),
  ]
  private static let other: RowFields = [
    "product_imei": .text(World.imei(2)), "process": .text("Repossessed"),
    "workflow_name": .text("Ours"), "measured_battery_capacity": .real(7.25),
    "arrival_date": .text("2026-02-02"), "pending_status": .boolean(false),
    "outcome": .text("as typed "),
  ]

  private let laptop: Laptop
  private let second: Laptop

  init() throws {
    laptop = try Laptop()
    second = try Laptop("kofi", in: laptop.world)
    try second.logIn(as: "aline")
    // A receipt shows both under which name the server notes them.
    for one in [laptop, second] {
      try one.addNote("before, from \(one.name)")
      try one.sync()
    }
  }

  /// The first laptop's create is lost on its way there or back, and the second makes one of its own.
  private func meet(
    _ fate: ScriptedTransport.Fault,
    other fields: RowFields
  ) throws -> RowReference {
    let key = try laptop.add("repairs", Self.sent)
    laptop.transport.order("POST", "repairs", fate)
    try laptop.sync(SyncRequest(maximumSeconds: 5))
    try second.add("repairs", fields)
    try second.sync()
    try laptop.pass(seconds: 60)
    try laptop.sync()
    return RowReference(resource: "repairs", key: key)
  }

  private func adoptions() throws -> [JournalEntry] {
    try laptop.replica.read { try $0.journal(limit: 100) }.filter { $0.event == "adopted" }
  }

  @Test(arguments: sent.keys.sorted())
  func `a row that differs in any sent column is never adopted`(column: String) throws {
    let before = try laptop.serverCount("repairs")
    let differing = try #require(Self.other[column])
    _ = try meet(.dropped, other: Self.sent.merging([column: differing]) { $1 })
    #expect(try laptop.serverCount("repairs") == before + 2)
    #expect(try adoptions().isEmpty)
    try laptop.expectAgreement()
  }

  @Test
  func `equal rows of both that arrived go to a person, who keeps them two`() throws {
    let before = try laptop.serverCount("repairs")
    let row = try meet(.answerLost, other: Self.sent)
    let conflict = try #require(try laptop.conflicts().first)
    #expect(conflict.kind == .duplicate && conflict.row == row)
    #expect(try laptop.replica.read { try $0.candidates(ofConflict: conflict.number) }.count == 2)
    try laptop.resolve(conflict.number, .theirs)
    try laptop.sync()
    #expect(try laptop.serverCount("repairs") == before + 2)
    try laptop.expectAgreement()
  }

  @Test
  func `an adoption that took the other's equal row is logged, and undone it leaves two`() throws {
    let before = try laptop.serverCount("repairs")
    let row = try meet(.dropped, other: Self.sent)
    #expect(try laptop.serverCount("repairs") == before + 1)
    let entry = try #require(try adoptions().first)
    let key = try laptop.replica.read { try $0.serverKey(of: row) }
    #expect(entry.row?.key == key)
    try laptop.undo(.entry(entry.number))
    try laptop.sync()
    #expect(try laptop.serverCount("repairs") == before + 2)
    try laptop.expectAgreement()
    try second.sync()
    try second.expectAgreement()
  }
}
