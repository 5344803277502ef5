import CatalogModel
import DepotCore
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

/// What was sent and not answered is taken back when it is known what became of it.
struct UnansweredUndoTests {
  private let laptop: Laptop
  private let repair = RowKey.integer(2)

  init() throws { laptop = try Laptop() }

  @Test(arguments: [false, true])
  func `an unanswered update is taken back, whether it arrived or not`(arrived: Bool) throws {
    try laptop.set("repairs", repair, ["outcome": .text("on the way")])
    laptop.transport.order("PUT", "repairs", arrived ? .answerLost : .dropped)
    try laptop.sync(SyncRequest(maximumSeconds: 5))
    #expect(try laptop.standing().unknown == 1)
    let proposal = try laptop.undo()
    #expect(proposal.steps.map(\.way) == [.later])
    #expect(proposal.needsConsent)
    try laptop.expectNoUndo(.last, .nothingToUndo)
    try laptop.pass(seconds: 60)
    try laptop.sync()
    #expect(try laptop.serverRow("repairs", repair)?["outcome"] == .null)
    #expect(laptop.writes().count == (arrived ? 2 : 0))
    try laptop.expectAgreement()
  }

  @Test(arguments: [false, true])
  func `an unanswered create that is taken back leaves no row, whether it arrived or not`(
    arrived: Bool
  ) throws {
    let before = try laptop.serverCount("repairs")
    try laptop.add("repairs", ["product_imei": .text(World.imei(1))])
    laptop.transport.order("POST", "repairs", arrived ? .answerLost : .dropped)
    try laptop.sync(SyncRequest(maximumSeconds: 5))
    #expect(try laptop.standing().unknown == 1)
    try laptop.undo()
    try laptop.pass(seconds: 60)
    try laptop.sync()
    try laptop.sync()
    #expect(try laptop.serverCount("repairs") == before)
    try laptop.expectAgreement()
  }

  @Test
  func `an undo that waits can be called off`() throws {
    try laptop.set("repairs", repair, ["outcome": .text("on the way")])
    laptop.transport.order("PUT", "repairs", .dropped)
    try laptop.sync(SyncRequest(maximumSeconds: 5))
    try laptop.undo()
    try laptop.redo()
    try laptop.pass(seconds: 60)
    try laptop.sync()
    #expect(try laptop.serverRow("repairs", repair)?["outcome"] == .text("on the way"))
    try laptop.expectAgreement()
  }

  @Test
  func `a row taken for ours becomes another's again, and ours is sent with what waits for it`()
    throws
  {
    let key = try laptop.add("repairs", ["product_imei": .text(World.imei(1))])
    laptop.transport.order("POST", "repairs", .answerLost)
    try laptop.sync(SyncRequest(maximumSeconds: 5))
    try laptop.pass(seconds: 60)
    #expect(try laptop.sync().applied == 1)
    let adopted = try #require(
      try laptop.replica.read {
        try $0.serverKey(of: RowReference(resource: "repairs", key: key))
      }
    )
    try laptop.add(
      "repair_symptom_type_linker",
      ["repair_id": adopted.value, "symptom_type_id": .integer(1)]
    )
    let step = try #require(
      try laptop.undo(.entry(try laptop.lastEntry(.adopted))).steps.first
    )
    #expect(step.way == .separate)
    let before = try laptop.serverCount("repairs")
    try laptop.sync()
    #expect(try laptop.serverCount("repairs") == before + 1)
    let linker = try #require(try laptop.world.depot.rows(of: "repair_symptom_type_linker").first)
    #expect(linker["repair_id"] != adopted.value)
    try laptop.expectAgreement()
  }
}
