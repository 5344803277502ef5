import CatalogModel
import DepotCore
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

struct RehearsalTests {
  private let laptop: Laptop

  init() throws {
    laptop = try Laptop(holding: Laptop.workflowTables, isLoaded: false)
    laptop.beginRepair(in: "inspection")
    let repair = try laptop.repair()
    // The office reads with its own eyes, so that nothing but the past is known of these states.
    let past = [
      ("start", "go", "middle", #"{"outside":"good","volts":1}"#),
      ("start", "go", "end", #"{"outside":"damaged","volts":2}"#),
      ("start", "go", "end", #"{"outside":"damaged","volts":3,"odd":1}"#),
      ("start", "stop", "middle", "{}"),
      ("middle", "go", "start", #"{"a":1}"#), ("middle", "go", "end", #"{"a":1}"#),
    ]
    for (state, event, next, payload) in past {
      laptop.colleague(
        .create,
        "repair_workflow_events",
        nil,
        [
          "repair_id": repair.value, "current_state_id": .text(state), "event_id": .text(event),
          "next_state_id": .text(next), "payload": .json(payload),
        ]
      )
    }
    try laptop.sync()
  }

  private func step(
    from state: String,
    _ event: String?,
    _ inputs: [String: JSONNode] = [:]
  ) throws -> WorkflowStep {
    WorkflowStep(
      repair: try laptop.repair(),
      state: state,
      entry: nil,
      isRehearsed: false,
      inputs: inputs,
      event: event
    )
  }

  private func likely(_ step: WorkflowStep, in state: WorkflowState? = nil) throws -> String? {
    let actions = try laptop.workflow()
    let found = try laptop.replica.read { try Rehearsal($0, actions).next(after: step, in: state) }
    return found.map { "\($0.ident) \($0.times)/\($0.looked)" }
  }

  @Test func `the commonest follower is likely, the newest where two are as common`() throws {
    #expect(try likely(step(from: "start", "go")) == "end 2/3")
    #expect(try likely(step(from: "start", "stop")) == "middle 1/1")
    #expect(try likely(step(from: "middle", "go")) == "end 1/2")
    #expect(try likely(step(from: "middle", nil)) == "end 1/2")
    #expect(try likely(step(from: "end", "go")) == nil)
  }

  @Test func `what was chosen from a list decides, a number does not`() throws {
    let text = """
      {"ident": "start", "inputs": [
        {"ident": "outside", "data_type": "string", "validation_rules": {"options": ["good"]}},
        {"ident": "volts", "data_type": "int"}]}
      """
    let state = try #require(WorkflowState(try JSONNode(parsing: text)))
    let good = try step(from: "start", "go", ["outside": .text("good"), "volts": .integer(2)])
    #expect(try likely(good, in: state) == "middle 1/1")
    let new = try step(from: "start", "go", ["outside": .text("burnt")])
    #expect(try likely(new, in: state) == "end 2/3")
  }

  @Test func `a state is known by what was entered and what happened there`() throws {
    let actions = try laptop.workflow()
    let state = try laptop.replica.read { try Rehearsal($0, actions).state("start") }
    #expect(state?.inputs.map(\.ident) == ["outside", "volts"])
    #expect(state?.events.map(\.ident) == ["go", "stop"])
    #expect(try laptop.replica.read { try Rehearsal($0, actions).state("nowhere") } == nil)
    #expect(try laptop.replica.read { try Rehearsal($0, actions).first() }?.ident == "start")
  }

  @Test func `fifty thousand past steps are looked through at once`() throws {
    let table = try laptop.table("repair_workflow_events")
    let repair = try laptop.repair()
    try laptop.replica.write(by: .engine) { writer in
      for number in 1...50_000 {
        try writer.replaceRow(
          [
            "repair_workflow_event_id": .integer(Int64(1_000 + number)),
            "repair_id": repair.value, "current_state_id": .text("state \(number % 7)"),
            "event_id": .text("go"), "next_state_id": .text("state \(number % 5)"),
            "payload": .json(#"{"volts":12.5,"outside":"good"}"#),
          ],
          in: table
        )
      }
    }
    // The rare one is looked for through all of them.
    let rare = try step(from: "start", "go")
    let usual = try step(from: "state 3", "go")
    #expect(try likely(rare) == "end 2/3")
    #expect(try likely(usual)?.hasSuffix("/50") == true)
  }
}
