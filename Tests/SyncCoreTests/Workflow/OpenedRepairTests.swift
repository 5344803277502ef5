import CatalogModel
import DepotCore
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

/// A repair that the server is asked to begin, and what hangs on it meanwhile.
struct OpenedRepairTests {
  private static let unit = FieldValue.text(World.imei(1))
  private let laptop: Laptop

  init() throws {
    laptop = try Laptop(holding: Laptop.workflowTables + ["states"], isLoaded: false)
    for name in laptop.world.catalog.stateTransitions.numbers.sorted(by: { $0.value < $1.value }) {
      laptop.colleague(.create, "state_types", nil, ["name": .text(name.key)])
    }
    try laptop.sync()
  }

  // Puts the unit into a state on the server; 8 is in repair.
  private func put(into state: Int64) throws {
    laptop.colleague(
      .create,
      "states",
      nil,
      [
        "product_imei": Self.unit, "prev_state_type": .integer(1),
        "current_state_type": .integer(state),
      ]
    )
    let states = try laptop.world.depot.rows(of: "states")
    let key = try #require(states.compactMap { $0["state_id"].flatMap(RowKey.init) }.max())
    laptop.colleague(.update, "products", .text(World.imei(1)), ["latest_state_id": key.value])
  }

  private func open() throws -> (call: QueuedCall, repair: RowKey) {
    let action = try #require(laptop.world.catalog.action(named: "get_repair"))
    let table = try laptop.table("repairs")
    return try laptop.replica.write(by: .person(now: laptop.clock.now())) { writer in
      let repair = try writer.reserveKey(in: table)
      let values: RowFields = ["imei": Self.unit, "repair_id": repair.value]
      return (try writer.queue(action, values, now: laptop.clock.now()).call, repair)
    }
  }

  private func step(on repair: RowKey) throws {
    let actions = try laptop.workflow()
    let step = WorkflowStep(
      repair: repair,
      state: "inspection",
      entry: 0,
      isRehearsed: true,
      inputs: [
        "battery_voltage": .integer(12), "external_condition": .text("good"),
        "internal_inspection_result": .array([]),
      ],
      event: "inspection.done"
    )
    _ = try laptop.replica.write(by: .person(now: laptop.clock.now())) { writer in
      try writer.queue(step.action(actions), step.values(actions), now: laptop.clock.now())
    }
  }

  private func begun() throws -> [RowFields] {
    try laptop.world.depot.rows(of: "repairs").filter {
      $0["workflow_name"] == .text("home_repair")
    }
  }

  @Test(arguments: [nil] + WorkflowRunTests.faults.map(Optional.some))
  func `a repair is begun once, and what hangs on it follows`(
    _ fault: (name: String, ScriptedTransport.Fault)?
  ) throws {
    try put(into: 8)
    let (_, repair) = try open()
    try step(on: repair)
    let other = try laptop.add("repairs", ["product_imei": .text(World.imei(2))])
    #expect(other != repair)
    if let fault { laptop.transport.order("GET", "products", fault.1, part: "get_repair") }
    try laptop.sync()
    try laptop.sync()
    #expect(laptop.transport.isDone)
    #expect(try begun().map { $0["workflow_state_id"] } == [.text("test")])
    let key = try #require(try begun().first?["repair_id"].flatMap(RowKey.init))
    let row = RowReference(resource: "repairs", key: repair)
    #expect(try laptop.replica.read { try $0.serverKey(of: row) } == key)
    #expect(try laptop.known()?.state.ident == "test")
    #expect(try laptop.queue() == [])
    try laptop.expectAgreement()
  }

  @Test
  func `a repair that is here already is found and kept`() throws {
    try put(into: 8)
    laptop.beginRepair(in: "inspection")
    try laptop.sync()
    let (_, repair) = try open()
    try step(on: repair)
    try laptop.sync()
    #expect(try begun().map { $0["workflow_state_id"] } == [.text("test")])
    try laptop.expectAgreement()
  }

  @Test
  func `a repair that is given up before it was asked for takes along what hangs on it`() throws {
    let (call, repair) = try open()
    try step(on: repair)
    try laptop.add(
      "repair_symptom_type_linker",
      ["repair_id": repair.value, "symptom_type_id": .integer(1)]
    )
    try laptop.addNote("stays")
    try laptop.replica.write(by: .engine) { writer in
      let entry = try #require(try writer.reader.queueEntry(ofChange: call.change))
      let going = try writer.reader.dropped(with: entry).map(\.row)
      #expect(
        going.map(\.resource)
          == ["get_repair", "repair_send_events", "repair_symptom_type_linker"]
      )
      try writer.drop(going, now: laptop.clock.now())
    }
    let waiting = try laptop.queue()
    #expect(waiting == ["product_notes new:1: waiting"])
  }

  @Test
  func `a request for a repair that is taken back takes along what hangs on it`() throws {
    let (call, repair) = try open()
    try step(on: repair)
    try laptop.add(
      "repair_symptom_type_linker",
      ["repair_id": repair.value, "symptom_type_id": .integer(1)]
    )
    try laptop.addNote("stays")
    let proposal = try laptop.undo(.change(call.change))
    #expect(
      proposal.steps.flatMap(\.beside).map(\.resource)
        == ["repair_send_events", "repair_symptom_type_linker"]
    )
    #expect(try laptop.queue().count == 1)
    let mark = laptop.mark
    try laptop.sync()
    #expect(laptop.deeds(since: mark) == ["POST product_notes"])
    try laptop.expectAgreement()
  }

  @Test
  func `where the unit is not in repair, it is refused with words and what hangs on it waits`()
    throws
  {
    try put(into: 6)
    let (call, repair) = try open()
    try step(on: repair)
    try laptop.addNote("goes on")
    let summary = try laptop.sync()
    #expect(summary.applied == 1)
    #expect(summary.refused == 1)
    #expect(try laptop.queue().map { $0.hasSuffix("waiting") } == [false, true])
    try put(into: 8)
    try laptop.replica.write(by: .engine) { writer in
      let pending = try #require(try writer.reader.pendingRow(call.row))
      try writer.abandon(try #require(pending.operation).number)
    }
    try laptop.sync()
    #expect(try begun().map { $0["workflow_state_id"] } == [.text("test")])
    try laptop.expectAgreement()
  }

  @Test
  func `a server that fails at it spoils nothing else`() throws {
    try put(into: 8)
    _ = try open()
    try laptop.addNote("goes on")
    laptop.transport.order(
      "GET",
      "products",
      .answered(status: 500, type: "text/html", body: "<html>"),
      part: "get_repair"
    )
    let summary = try laptop.sync()
    #expect(summary.outcome != .offline)
    #expect(try laptop.serverCount("product_notes", "note_text", .text("goes on")) == 1)
    try laptop.pass(seconds: 600)
    try laptop.sync()
    #expect(try begun().count == 1)
    try laptop.expectAgreement()
  }

  @Test
  func `it survives the loss of the database with what hangs on it`() throws {
    try put(into: 8)
    let (_, repair) = try open()
    try step(on: repair)
    #expect(try laptop.destroy().taken.count == 2)
    try laptop.add("product_notes", ["product_imei": Self.unit, "note_text": .text("new")])
    try laptop.sync()
    try laptop.sync()
    #expect(try begun().map { $0["workflow_state_id"] } == [.text("test")])
    #expect(try laptop.queue() == [])
  }

  @Test
  func `the key that stands for it is no other row's after the loss of the database`() throws {
    try put(into: 8)
    let sent = try laptop.add("repairs", ["product_imei": .text(World.imei(3))])
    try laptop.sync()
    let (_, repair) = try open()
    try step(on: repair)
    let own = try laptop.add(
      "repairs",
      ["product_imei": .text(World.imei(2)), "workflow_name": .text("own")]
    )
    #expect(Set([sent, repair, own]).count == 3)
    try laptop.destroy()
    try laptop.sync()
    try laptop.sync()
    #expect(try begun().map { $0["workflow_state_id"] } == [.text("test")])
    #expect(try laptop.serverCount("repairs", "workflow_name", .text("own")) == 1)
    #expect(try laptop.queue() == [])
    try laptop.expectAgreement()
  }
}
