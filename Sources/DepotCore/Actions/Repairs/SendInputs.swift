import CatalogModel

/// Takes what a technician entered for the current state, all of it or nothing.
///
/// In a state without events this moves the repair on, so that the same request once more meets another
/// state.
struct SendInputs: DepotAction {
  func run(_ call: ActionCall) throws -> ActionResult {
    var walk = try RepairWalk(of: call)
    guard !walk.step.inputs.isEmpty else {
      throw Refusal.invalidAction(
        message: "Invalid inputs",
        errors: ["repair_id": "the state \(walk.step.ident) asks for nothing"]
      )
    }
    let objections = walk.step.objections(to: call.payload)
    guard objections.isEmpty else {
      throw Refusal.invalidAction(message: "Invalid inputs", errors: objections)
    }
    try walk.take(call.payload)
    return ActionResult(message: "Inputs accepted")
  }
}
