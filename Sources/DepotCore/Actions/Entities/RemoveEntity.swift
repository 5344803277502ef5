/// Takes a unit out of one of its entities; of one that it does not belong to there is nothing to take.
struct RemoveEntity: DepotAction {
  func run(_ call: ActionCall) throws -> ActionResult {
    let links = try EntityLinks(of: call)
    let entity = try links.entity(named: "entity_id")
    try links.remove(entity)
    return ActionResult(message: "Product removed from entity: \(entity)", data: try links.answer())
  }
}
