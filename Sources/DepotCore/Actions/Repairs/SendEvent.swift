import CatalogModel

/// Lets an event happen that the current state offers.
struct SendEvent: DepotAction {
  func run(_ call: ActionCall) throws -> ActionResult {
    let walk = try RepairWalk(of: call)
    guard case .text(let event)? = call.payload["event"] else {
      throw refusal("event", "a text is required")
    }
    guard walk.step.events.contains(where: { $0.ident == event }) else {
      throw refusal("event", "\(event) is not offered in the state \(walk.step.ident)")
    }
    if event == WorkflowEvent.toolFailure {
      try check(call.payload["payload"])
    } else if let missing = walk.step.inputs.first(where: { walk.inputs[$0.ident] == nil }) {
      throw refusal(missing.ident, "is required before the event")
    }
    try walk.happen(event, payload: call.payload["payload"])
    return ActionResult(message: "Event accepted")
  }

  /// A failure of the technician's tools says which input it is about, what happened, and for how long.
  private func check(_ payload: JSONNode?) throws {
    for name in ["ident", "message"] {
      guard case .text? = payload?[name] else {
        throw refusal("payload", "\(name) is required")
      }
    }
    guard [.text("temporary"), .text("permanent")].contains(payload?["severity"]) else {
      throw refusal("payload", "severity must be temporary or permanent")
    }
  }

  private func refusal(_ name: String, _ reason: String) -> Refusal {
    .invalidAction(message: "Invalid event", errors: [name: reason])
  }
}
