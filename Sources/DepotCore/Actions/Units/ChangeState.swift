import CatalogModel
import GRDB

/// Moves a unit to another state, where the table of transitions lets it go there.
struct ChangeState: DepotAction {
  func run(_ call: ActionCall) throws -> ActionResult {
    let products = try call.table("products")
    let states = try call.table("states")
    let unit = try call.row(of: "products", named: "imei")
    guard case .integer(let number)? = call.payload["new_state"] else {
      throw Refusal.invalidAction(
        message: "Invalid payload",
        errors: ["new_state": "an integer is required"]
      )
    }
    let current = try UnitState(of: unit.values, call)
    let target = UnitState(number: Int(clamping: number), call)
    guard call.catalog.stateTransitions.allows(from: current.number, to: target.number) else {
      throw Refusal.invalidAction(
        message: "Could not change the state",
        errors: ["new_state": "cannot go from \(current.name) to \(target.name)"]
      )
    }
    let key = try call.writer.insert(
      into: states,
      [
        "product_imei": unit.key, "prev_state_type": current.number.databaseValue,
        "current_state_type": target.number.databaseValue,
      ],
      call.db
    )
    try call.writer.set(["latest_state_id": key], in: products, key: unit.key, call.db)
    return ActionResult(
      message: "State changed to \(target.name)",
      data: try RowReader(table: states).node(of: key, call.db) ?? .object([:])
    )
  }
}
