/// Puts one entity in the place of another; a second time the first one is gone, and it is refused.
struct ChangeEntity: DepotAction {
  func run(_ call: ActionCall) throws -> ActionResult {
    let links = try EntityLinks(of: call)
    let old = try links.entity(named: "old_entity_id")
    let new = try links.entity(named: "new_entity_id")
    guard try links.contains(old) else {
      throw links.refusal("old_entity_id", "the product does not belong to entity \(old)")
    }
    try links.add(new)
    try links.remove(old)
    return ActionResult(message: "Product moved to entity: \(new)", data: try links.answer())
  }
}
