import CatalogModel
import DepotCore
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

/// Steps of a repair's workflow, asked for and taken.
extension Laptop {
  static let workflowTables = World.resources + ["repair_workflow_events"]

  /// What the workflow stands on.
  func workflow() throws -> WorkflowActions {
    try #require(WorkflowActions(world.catalog))
  }

  /// The newest repair on the server.
  func repair() throws -> RowKey {
    let keys = try world.depot.rows(of: "repairs").compactMap {
      $0["repair_id"].flatMap(RowKey.init)
    }
    return try #require(keys.max())
  }

  /// Puts a new repair of the first product into a state on the server.
  func beginRepair(in state: String = "test") {
    colleague(
      .create,
      "repairs",
      nil,
      [
        "product_imei": .text(World.imei(1)), "workflow_name": .text("home_repair"),
        "workflow_state_id": .text(state), "pending_status": .boolean(true),
        "context": .json(#"{"answers":{},"inputs":{}}"#),
      ]
    )
  }

  /// The state of the newest repair as it is kept here.
  func known(in language: String = "en") throws -> KnownState? {
    let (actions, repair) = (try workflow(), try repair())
    return try replica.read {
      try KnownStates($0, actions, language: language).state(of: repair)
    }
  }

  /// Asks for a step of the newest repair in the state that is known, or in one that is likely then.
  @discardableResult
  func step(
    _ event: String?,
    _ inputs: [String: JSONNode] = Laptop.testInputs,
    rehearsing state: String? = nil
  ) throws -> QueuedCall {
    let actions = try workflow()
    let known = try #require(try known())
    let step = WorkflowStep(
      repair: try repair(),
      state: state ?? known.state.ident,
      entry: known.entry,
      isRehearsed: state != nil,
      inputs: inputs,
      event: event
    )
    return try replica.write(by: .person(now: clock.now())) { writer in
      try writer.queue(step.action(actions), step.values(actions), now: clock.now()).call
    }
  }

  static let testInputs: [String: JSONNode] = [
    "modem_imei": .text("356938035643809"), "test_time": .text("2026-01-02"),
  ]

  /// The events of the newest repair on the server, in their order, as `test.repeat: closing`.
  func events() throws -> [String] {
    try world.depot.rows(of: "repair_workflow_events").map { row in
      "\(row["event_id"] ?? .null): \(row["next_state_id"] ?? .null)"
    }
  }
}
