import CatalogModel
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

/// Every action that may be queued, with its answer lost, its request lost, and its effect late.
struct LostActionTests {
  /// An action, what it carries beside the first product, and where its effect shows.
  struct Deed: Sendable, CustomTestStringConvertible {
    let name: String
    var values: RowFields = ["imei": .text(World.imei(1))]
    /// The resource in which one row more than before shows that it happened once.
    let trace: String?
    var testDescription: String { name }
  }

  static let deeds: [Deed] = [
    Deed(name: "enable", trace: "enable_history"),
    Deed(name: "disable", trace: "enable_history"),
    Deed(name: "enable_tamper_switch", trace: "tamper_enable_history"),
    Deed(name: "disable_tamper_switch", trace: "tamper_enable_history"),
    Deed(name: "send_wakeup", trace: "sms_history"),
    Deed(
      name: "change_state",
      values: ["imei": .text(World.imei(1)), "new_state": .integer(2)],
      trace: "states"
    ),
    Deed(
      name: "assign_entity",
      values: ["imei": .text(World.imei(1)), "entity_id": .integer(2)],
      trace: "product_entity_linker"
    ),
    Deed(name: "dismiss_alert", values: ["alert_id": .integer(1)], trace: nil),
    Deed(name: "sync", trace: nil),
    Deed(name: "status_update", trace: nil),
  ]

  static let faults: [(String, ScriptedTransport.Fault)] = [
    ("answer lost", .answerLost), ("request lost", .dropped), ("late", .late(seconds: 5)),
    (
      "request lost, and an old answer in its place",
      .answered(
        status: 200,
        body: #"{"status":"success","message":"done","data":{}}"#,
        headers: [("Date", "Mon, 02 Mar 2026 06:00:00 GMT")]
      )
    ),
  ]

  private let laptop: Laptop

  init() throws {
    laptop = try Laptop(holding: Laptop.unitTables, isLoaded: false)
    laptop.furnishForActions()
    try laptop.sync()
  }

  @Test(arguments: deeds, faults)
  func `an action happens once, whatever becomes of its answer`(
    _ deed: Deed,
    _ fault: (name: String, ScriptedTransport.Fault)
  ) throws {
    let before = try deed.trace.map { try laptop.serverCount($0) }
    try laptop.ask(deed.name, deed.values)
    let action = try #require(laptop.world.catalog.action(named: deed.name))
    laptop.transport.order(action.method, String(action.path.split(separator: "/")[0]), fault.1)
    let mark = laptop.mark
    try laptop.sync()
    try laptop.sync()
    #expect(laptop.transport.isDone)
    #expect(try laptop.queue() == [])
    #expect(try laptop.standing().unknown == 0)
    #expect(laptop.deeds(since: mark).contains { $0.hasPrefix(action.method) })
    if let trace = deed.trace, let before {
      #expect(try laptop.serverCount(trace) == before + 1)
    }
    // A unit that was called answers a little later.
    try laptop.pass(seconds: 60)
    try laptop.sync()
    try laptop.expectAgreement()
    let quiet = laptop.mark
    try laptop.sync()
    #expect(laptop.deeds(since: quiet) == [])
  }

  @Test
  func `what was repeated on its way is not shown as refused, because the first was done`() throws {
    let unit = FieldValue.text(World.imei(1))
    let call = try laptop.ask("change_state", ["imei": unit, "new_state": .integer(2)])
    laptop.transport.order("PUT", "products", .doubled)
    let mark = laptop.mark
    let summary = try laptop.sync()
    // The second one found the unit where it was to go.
    #expect(laptop.deeds(since: mark) == ["PUT change_state", "PUT change_state"])
    #expect(summary.refused == 0)
    #expect(summary.notes.contains(.adopted(row: call.row)))
    #expect(try laptop.queue() == [])
    #expect(try laptop.serverCount("states") == 1)
    try laptop.expectAgreement()
  }

  @Test
  func `a colleague's entry in the history is not taken for one's own`() throws {
    // From the first answered create on it is known under which name the server notes this account.
    try laptop.addNote("mine")
    try laptop.sync()
    try laptop.ask("send_wakeup")
    let world = laptop.world
    laptop.transport.order("POST", "products", .dropped)
    // Between the reading before the attempt and the one after it.
    laptop.transport.order(
      "GET",
      "sms_history",
      .after {
        world.write(
          as: "office",
          .create,
          "sms_history",
          [
            "product_imei": .text(World.imei(1)), "message": .text("wakeup"),
            "attempted_retries": .integer(0), "sent_time": .text("2026-03-02T08:00:00"),
            "sms_timeout": .integer(60),
          ]
        )
      },
      part: "product_imei",
      skip: 1
    )
    try laptop.sync()
    try laptop.sync()
    #expect(laptop.transport.isDone)
    #expect(try laptop.queue() == [])
    #expect(try laptop.serverCount("sms_history", "created_by", .text("office")) == 1)
    #expect(try laptop.serverCount("sms_history", "created_by", .text("aline")) == 1)
  }

  @Test
  func `an entry from before is not taken for the one that was lost`() throws {
    try laptop.ask("enable")
    try laptop.sync()
    try laptop.ask("enable")
    laptop.transport.order("PUT", "products", .dropped)
    try laptop.sync()
    try laptop.sync()
    #expect(try laptop.serverCount("enable_history") == 2)
    try laptop.expectAgreement()
  }

  @Test(arguments: [(ConflictDecision.mine, 2), (.theirs, 1)])
  func `where nothing tells whether it happened a person does`(
    decision: ConflictDecision,
    times: Int
  ) throws {
    let call = try laptop.ask("force_connection")
    laptop.transport.order("POST", "products", .answerLost)
    let mark = laptop.mark
    let summary = try laptop.sync()
    #expect(summary.conflicts == 1)
    try laptop.sync()
    #expect(laptop.deeds(since: mark) == ["POST force_connection"])
    let conflict = try #require(try laptop.conflicts().first)
    #expect(conflict.kind == .action)
    let undo = Undo(replica: laptop.replica, clock: laptop.clock)
    let error = #expect(throws: UndoError.self) { try undo.proposal(.change(call.change)) }
    #expect(error?.code == .actionSent)
    try laptop.resolve(conflict.number, decision)
    try laptop.sync()
    #expect(laptop.deeds(since: mark).count == times)
    #expect(try laptop.queue() == [])
    #expect(try laptop.conflicts() == [])
  }

  @Test(arguments: [ScriptedTransport.Fault.fatal, .fatalAndLate(seconds: 3)])
  func `a laptop that dies in the middle does it once`(_ fault: ScriptedTransport.Fault) throws {
    try laptop.ask("change_state", ["imei": .text(World.imei(1)), "new_state": .integer(2)])
    laptop.transport.order("PUT", "products", fault)
    try laptop.syncUntilDeath()
    try laptop.sync()
    try laptop.sync()
    #expect(try laptop.serverCount("states") == 1)
    try laptop.expectAgreement()
  }
}
