import CatalogModel

/// Tells where a repair is, what must be entered there and what may happen, in the asked language.
struct CurrentState: DepotAction {
  func run(_ call: ActionCall) throws -> ActionResult {
    let walk = try RepairWalk(of: call)
    return ActionResult(message: "Repair found", data: walk.step.node(in: call.language))
  }
}
