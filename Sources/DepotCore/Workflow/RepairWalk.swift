import CatalogModel
import GRDB

/// One repair on its way through its workflow: where it is, and how it moves on.
///
/// `repairs.context` holds what was typed: `inputs` since the state was entered, `answers` from all the
/// states before it.
struct RepairWalk {
  let call: ActionCall
  let key: DatabaseValue
  let workflow: RepairWorkflow
  let step: WorkflowStep
  private let answers: [String: JSONNode]
  private(set) var inputs: [String: JSONNode]

  /// The repair that the path names.
  ///
  /// - Throws: ``Refusal`` where there is no such repair, or none that follows a workflow.
  init(of call: ActionCall) throws {
    let repair = try call.row(of: "repairs", named: "repair_id")
    self.call = call
    key = repair.key
    guard let name = repair.values["workflow_name"].flatMap(String.fromDatabaseValue),
      let workflow = RepairWorkflow.known[name],
      let state = repair.values["workflow_state_id"].flatMap(String.fromDatabaseValue),
      let step = workflow[state]
    else {
      throw Refusal.invalidAction(
        message: "The repair has no workflow",
        errors: ["repair_id": "the repair follows no workflow"]
      )
    }
    self.workflow = workflow
    self.step = step
    let context = repair.values["context"].flatMap(String.fromDatabaseValue)
      .flatMap { try? JSONNode(parsing: $0) }
    answers = context?["answers"]?.members ?? [:]
    inputs = context?["inputs"]?.members ?? [:]
  }

  /// Keeps what was typed; where the state waits for nothing else, the repair moves on.
  mutating func take(_ values: [String: JSONNode]) throws {
    inputs = values
    if let move = step.moves.first(where: { $0.applies(to: nil, inputs: inputs) }) {
      try follow(move, event: "inputs", payload: .object(inputs))
    } else {
      try keep(["context": context(inputs: inputs, answers: answers)])
    }
  }

  /// Moves on by an event that the state offers.
  ///
  /// - Throws: ``Refusal`` where no move answers it.
  func happen(_ event: String, payload: JSONNode?) throws {
    guard let move = step.moves.first(where: { $0.applies(to: event, inputs: inputs) }) else {
      throw Refusal.invalidAction(
        message: "The event leads nowhere",
        errors: ["event": "nothing follows \(event) here"]
      )
    }
    try follow(move, event: event, payload: payload ?? .object(inputs))
  }

  private func follow(_ move: WorkflowMove, event: String, payload: JSONNode) throws {
    guard let next = workflow[move.next] else { throw Refusal.crash }
    let events = try call.table("repair_workflow_events")
    let entry = try call.writer.insert(
      into: events,
      [
        "repair_id": key, "current_state_id": step.ident.databaseValue,
        "event_id": event.databaseValue, "payload": payload.description.databaseValue,
        "next_state_id": next.ident.databaseValue,
      ],
      call.db
    )
    try leave()
    try RepairWalk.enter(next, of: key, call)
    var values: [String: DatabaseValue] = [
      "workflow_state_id": next.ident.databaseValue, "latest_workflow_event_id": entry,
      "context": context(inputs: [:], answers: answers.merging(inputs) { $1 }),
    ]
    if let outcome = next.outcome {
      values["outcome"] = outcome.databaseValue
      values["pending_status"] = false.databaseValue
    }
    try keep(values)
  }

  /// Writes down that a repair has come to a state.
  static func enter(_ step: WorkflowStep, of repair: DatabaseValue, _ call: ActionCall) throws {
    _ = try call.writer.insert(
      into: try call.table("repair_workflow_states"),
      [
        "repair_id": repair, "state_id": step.ident.databaseValue,
        "entry_time": call.now.description.databaseValue,
      ],
      call.db
    )
  }

  private func leave() throws {
    let states = try call.table("repair_workflow_states")
    let open = try DatabaseValue.fetchAll(
      call.db,
      sql: "SELECT \(states.keyName) FROM \(states.name) WHERE repair_id = ? AND exit_time IS NULL",
      arguments: [key]
    )
    for state in open {
      let values = ["exit_time": call.now.description.databaseValue]
      try call.writer.set(values, in: states, key: state, call.db)
    }
  }

  private func keep(_ values: [String: DatabaseValue]) throws {
    try call.writer.set(values, in: try call.table("repairs"), key: key, call.db)
  }

  private func context(inputs: [String: JSONNode], answers: [String: JSONNode]) -> DatabaseValue {
    JSONNode.object(["answers": .object(answers), "inputs": .object(inputs)])
      .description.databaseValue
  }
}

extension JSONNode {
  fileprivate var members: [String: JSONNode]? {
    if case .object(let members) = self { members } else { nil }
  }
}
