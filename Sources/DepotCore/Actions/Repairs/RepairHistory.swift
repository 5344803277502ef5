import CatalogModel
import GRDB

/// Lists the states that a repair has been in, the first one first.
struct RepairHistory: DepotAction {
  func run(_ call: ActionCall) throws -> ActionResult {
    let walk = try RepairWalk(of: call)
    let states = try call.table("repair_workflow_states")
    let idents = try String.fetchAll(
      call.db,
      sql: "SELECT state_id FROM \(states.name) WHERE repair_id = ? ORDER BY \(states.keyName)",
      arguments: [walk.key]
    )
    let entries = idents.map { ident in
      JSONNode.object([
        "ident": .text(ident),
        "name": .text(walk.workflow[ident]?.name.text(in: call.language) ?? ident),
      ])
    }
    return ActionResult(message: "Repair history", data: .array(entries))
  }
}
