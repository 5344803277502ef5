import CatalogModel
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

struct WorkflowRunTests {
  private let laptop: Laptop

  init() throws {
    laptop = try Laptop(holding: Laptop.workflowTables, isLoaded: false)
    laptop.beginRepair()
    try laptop.sync()
  }

  private func paths(since mark: Int) -> [String] {
    laptop.world.wire.records.dropFirst(mark).compactMap { record in
      record.target.split(separator: "?").first?.split(separator: "/").last.map(String.init)
    }
  }

  @Test
  func `a run brings the state of an open repair once`() throws {
    let known = try #require(try laptop.known())
    #expect(known.state.ident == "test")
    #expect(known.state.inputs.map(\.ident) == ["modem_imei", "test_time"])
    #expect(known.entry == 0)
    #expect(!known.hasLeft)
    let mark = laptop.mark
    try laptop.sync()
    #expect(!paths(since: mark).contains("current_state"))
  }

  @Test
  func `a repair that came to its end is not asked for`() throws {
    laptop.beginRepair(in: "repaired")
    laptop.colleague(.update, "repairs", try laptop.repair(), ["outcome": .text("repaired")])
    try laptop.sync()
    #expect(try laptop.known() == nil)
  }

  @Test
  func `inputs, then the event, then the new state`() throws {
    try laptop.step("test.passed")
    let mark = laptop.mark
    let summary = try laptop.sync()
    #expect(summary.applied == 1)
    #expect(laptop.deeds(since: mark) == ["PUT send_inputs", "PUT send_events"])
    let asked = paths(since: mark).filter {
      ["current_state", "send_inputs", "send_events"].contains($0)
    }
    #expect(asked == ["current_state", "send_inputs", "send_events", "current_state"])
    let known = try #require(try laptop.known())
    #expect(known.state.ident == "closing")
    #expect(known.entry == 1)
    #expect(!known.hasLeft)
    #expect(try laptop.row("repairs", laptop.repair())?["workflow_state_id"] == .text("closing"))
    try laptop.expectAgreement()
  }

  @Test
  func `where the run ends before the new state is read, the held one is known to be left`() throws
  {
    try laptop.step("test.passed")
    try laptop.sync(SyncRequest(pulls: false))
    #expect(try laptop.known()?.hasLeft == true)
    try laptop.sync()
    #expect(try laptop.known()?.state.ident == "closing")
  }

  @Test(arguments: ["test.passed", "test.repeat"])
  func `a repair that moved on meanwhile is a conflict with both sides, also where it came back`(
    event: String
  ) throws {
    let colleague = try Laptop("kofi", in: laptop.world, holding: Laptop.workflowTables)
    let call = try laptop.step("test.failed")
    try colleague.step(event)
    try colleague.sync()
    let mark = laptop.mark
    let summary = try laptop.sync()
    #expect(laptop.deeds(since: mark) == [])
    let conflict = try #require(try laptop.conflicts().first)
    #expect(summary.notes.contains(.newConflict(number: conflict.number, row: call.row)))
    #expect(conflict.kind == .workflow)
    #expect(conflict.row == call.row)
    #expect(conflict.theirsBy == "kofi")
    let state = try #require(conflict.columns.first { $0.column == "state" })
    #expect(state.mine == .text("test"))
    #expect(state.theirs == .text(event == "test.passed" ? "closing" : "test"))
    let typed = conflict.columns.first { $0.column == "modem_imei" }
    #expect(typed?.mine == .text("356938035643809"))
    try laptop.sync()
    #expect(laptop.deeds(since: mark) == [])
  }

  @Test
  func `the step that was in conflict is taken where the repair is now, or given up`() throws {
    let colleague = try Laptop("kofi", in: laptop.world, holding: Laptop.workflowTables)
    try laptop.step("test.failed")
    try colleague.step("test.repeat")
    try colleague.sync()
    try laptop.sync()
    let first = try #require(try laptop.conflicts().first)
    #expect(throws: ResolutionError(code: .wholeRowOnly, subject: "\(first.number)")) {
      try laptop.resolve(first.number, .columns(["state": .mine]))
    }
    try laptop.resolve(first.number, .mine)
    try laptop.sync()
    #expect(try laptop.events() == ["test.repeat: test", "test.failed: replace_pcb"])
    try laptop.expectAgreement()
    try laptop.step(nil, ["replacement_part_type": .integer(61)])
    try colleague.sync()
    try colleague.step(nil, ["replacement_part_type": .integer(44)])
    try colleague.sync()
    try laptop.sync()
    let second = try #require(try laptop.conflicts().first)
    #expect(throws: ResolutionError(code: .stepDoesNotFit, subject: "\(second.row)")) {
      try laptop.resolve(second.number, .mine)
    }
    try laptop.resolve(second.number, .theirs)
    try laptop.sync()
    #expect(try laptop.events().count == 3)
    try laptop.expectAgreement()
  }

  static let faults: [(String, ScriptedTransport.Fault)] = [
    ("answer lost", .answerLost), ("request lost", .dropped), ("late", .late(seconds: 5)),
    ("doubled", .doubled),
  ]

  @Test(arguments: ["send_inputs", "send_events"], faults)
  func `a step that leads back to its own state is taken once, whatever becomes of its answer`(
    part: String,
    _ fault: (name: String, ScriptedTransport.Fault)
  ) throws {
    try laptop.step("test.repeat")
    laptop.transport.order("PUT", "repairs", fault.1, part: part)
    try laptop.sync()
    try laptop.sync()
    #expect(laptop.transport.isDone)
    #expect(try laptop.events() == ["test.repeat: test"])
    try laptop.pass(seconds: 60)
    try laptop.sync()
    #expect(try laptop.events() == ["test.repeat: test"])
    try laptop.expectAgreement()
  }

  @Test(arguments: faults)
  func `inputs that move the repair on are sent once, whatever becomes of their answer`(
    _ fault: (name: String, ScriptedTransport.Fault)
  ) throws {
    laptop.beginRepair(in: "replace_pcb")
    try laptop.sync()
    try laptop.step(nil, ["replacement_part_type": .integer(61)])
    laptop.transport.order("PUT", "repairs", fault.1, part: "send_inputs")
    try laptop.sync()
    try laptop.sync()
    #expect(laptop.transport.isDone)
    #expect(try laptop.events() == ["inputs: test"])
    try laptop.expectAgreement()
  }

  @Test
  func `a step whose answer was lost is not sent again where a colleague moved on meanwhile`()
    throws
  {
    let colleague = try Laptop("kofi", in: laptop.world, holding: Laptop.workflowTables)
    try laptop.step("test.repeat")
    try colleague.step("test.failed")
    // It never arrives, and the colleague is faster than the second look.
    laptop.transport.order("PUT", "repairs", .dropped, part: "send_events")
    try laptop.sync(SyncRequest(pulls: false, maximumSeconds: 20))
    try colleague.sync()
    try laptop.pass(seconds: 60)
    try laptop.sync()
    #expect(try laptop.events() == ["test.failed: replace_pcb"])
    #expect(try laptop.conflicts().map(\.kind) == [.workflow])
  }

  @Test
  func `what the server refuses is kept with its words, and the rest goes on`() throws {
    let call = try laptop.step("test.passed", ["modem_imei": .text("short")])
    try laptop.addNote("goes on")
    let summary = try laptop.sync()
    #expect(summary.refused == 1)
    #expect(summary.applied == 1)
    let entry = try laptop.replica.read { try $0.queueEntry(ofChange: call.change) }
    guard case .refused(400, let words)? = entry?.state else {
      Issue.record("it is not refused")
      return
    }
    #expect(words.contains("test_time"))
    #expect(entry?.values.first { $0.column == "inputs" }?.new == .json(#"{"modem_imei":"short"}"#))
    #expect(try laptop.events() == [])
  }

  @Test
  func `the path that works is remembered where the documents disagree`() throws {
    let page = "<html><body><h1>Not Found</h1></body></html>"
    laptop.transport.order(
      "PUT",
      "repairs",
      .answered(status: 405, type: "text/html", body: page),
      part: "send_events"
    )
    // The depot knows the usual path only, so the other one is not found and the first is taken again.
    try laptop.step("test.repeat")
    let mark = laptop.mark
    try laptop.sync()
    try laptop.sync()
    #expect(
      laptop.deeds(since: mark).filter { $0 != "PUT send_inputs" } == [
        "PUT send_event", "PUT send_events",
      ]
    )
    #expect(try laptop.events() == ["test.repeat: test"])
    let next = laptop.mark
    try laptop.step("test.repeat")
    try laptop.sync()
    #expect(laptop.deeds(since: next) == ["PUT send_inputs", "PUT send_events"])
    try laptop.expectAgreement()
  }

  @Test
  func `a rehearsed chain is taken state by state`() throws {
    try laptop.step("test.failed")
    try laptop.step(nil, ["replacement_part_type": .integer(61)], rehearsing: "replace_pcb")
    try laptop.step("test.repeat", rehearsing: "test")
    let summary = try laptop.sync()
    #expect(summary.applied == 3)
    #expect(
      try laptop.events() == ["test.failed: replace_pcb", "inputs: test", "test.repeat: test"]
    )
    try laptop.expectAgreement()
  }

  @Test
  func `a chain stops where the server decides otherwise, and what was typed is kept`() throws {
    try laptop.step("test.passed")
    try laptop.step(nil, ["replacement_part_type": .integer(61)], rehearsing: "replace_pcb")
    try laptop.step("test.repeat", rehearsing: "test")
    try laptop.addNote("goes on")
    let summary = try laptop.sync()
    #expect(summary.applied == 2)
    #expect(try laptop.events() == ["test.passed: closing"])
    let conflict = try #require(try laptop.conflicts().first)
    #expect(conflict.columns.first { $0.column == "state" }?.theirs == .text("closing"))
    let queue = try laptop.queue()
    #expect(queue.count == 2)
    #expect(queue.last?.hasSuffix("waiting") == true)
    #expect(try laptop.conflicts().count == 1)
  }

  @Test
  func `a step behind one that is held waits, too`() throws {
    let call = try laptop.step("test.failed")
    try laptop.replica.write(by: .engine) { writer in
      let entry = try #require(try writer.reader.queueEntry(ofChange: call.change))
      try writer.setHeld(true, entry: entry)
    }
    try laptop.step(nil, ["replacement_part_type": .integer(61)], rehearsing: "replace_pcb")
    let mark = laptop.mark
    try laptop.sync()
    #expect(laptop.deeds(since: mark) == [])
    #expect(try laptop.conflicts() == [])
  }

  @Test
  func `a step survives the loss of the database, and is taken once`() throws {
    try laptop.step("test.repeat")
    #expect(try laptop.destroy().taken.map(\.resource) == ["repair_send_events"])
    #expect(try laptop.standing().unknown == 1)
    try laptop.sync()
    try laptop.sync()
    #expect(try laptop.events() == ["test.repeat: test"])
    #expect(try laptop.queue() == [])
  }
}
