/// Adds an entity to those that a unit belongs to.
struct AssignEntity: DepotAction {
  func run(_ call: ActionCall) throws -> ActionResult {
    let links = try EntityLinks(of: call)
    let entity = try links.entity(named: "entity_id")
    try links.add(entity)
    return ActionResult(message: "Product assigned to entity: \(entity)", data: try links.answer())
  }
}
