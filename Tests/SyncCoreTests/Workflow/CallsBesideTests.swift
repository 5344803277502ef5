import CatalogModel
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

/// What is asked of other things while a repair is taken from state to state.
struct CallsBesideTests {
  private let laptop: Laptop
  private let other: RowFields = ["imei": .text(World.imei(4))]

  init() throws {
    laptop = try Laptop(holding: Laptop.workflowTables, isLoaded: false)
    laptop.beginRepair()
    try laptop.sync()
  }

  @Test
  func `what is asked of another unit goes beside a step, and its answer is kept`() throws {
    try laptop.step("test.passed")
    try laptop.ask("force_connection", other)
    let mark = laptop.mark
    let summary = try laptop.sync(SyncRequest(pulls: false))
    #expect(
      laptop.deeds(since: mark) == ["POST force_connection", "PUT send_inputs", "PUT send_events"]
    )
    #expect((summary.applied, summary.waiting, summary.unknown) == (2, 0, 0))
    try laptop.sync()
    try laptop.expectAgreement()
  }

  @Test
  func `one lane asks for one thing after the other`() throws {
    laptop.settings.lanes = 1
    try laptop.step("test.passed")
    try laptop.ask("force_connection", other)
    let mark = laptop.mark
    try laptop.sync(SyncRequest(pulls: false))
    #expect(
      laptop.deeds(since: mark) == ["PUT send_inputs", "PUT send_events", "POST force_connection"]
    )
  }

  @Test
  func `an answer that is under way is kept, however the step ends`() throws {
    try laptop.step("test.passed")
    try laptop.ask("force_connection", other)
    try laptop.logIn(as: laptop.name, remember: false)
    let unknown = ScriptedTransport.Fault.answered(status: 401, body: #"{"message": "no"}"#)
    laptop.transport.order("GET", "repairs", unknown, part: "current_state")
    let summary = try laptop.sync(SyncRequest(pulls: false))
    #expect(summary.outcome == .login)
    #expect((summary.applied, summary.waiting, summary.unknown) == (1, 1, 0))
  }

  @Test
  func `one whose answer is lost and that nothing proves is asked for once, and then a person is`()
    throws
  {
    try laptop.step("test.passed")
    try laptop.ask("force_connection", other)
    let mark = laptop.mark
    laptop.transport.order("POST", "products", .answerLost, part: "force_connection")
    try laptop.sync()
    try laptop.pass(seconds: 60)
    try laptop.sync()
    #expect(laptop.deeds(since: mark).filter { $0 == "POST force_connection" }.count == 1)
    #expect(try laptop.conflicts().map(\.kind) == [.action])
  }
}
