import CatalogModel
import GRDB

/// Moves a unit to another state, where the table of transitions lets it go there.
struct ChangeState: DepotAction {
  func run(_ call: ActionCall) throws -> ActionResult {
    let products = try call.table("products")
    let states = try call.table("states")
    let unit = try call.row(of: "products", named: "imei")
    guard case .integer(let target)? = call.payload["new_state"] else {
      throw Refusal.invalidAction(
        message: "Invalid payload",
        errors: ["new_state": "an integer is required"]
      )
    }
    let current = try currentState(unit.values, states, call)
    guard call.catalog.stateTransitions.allows(from: current, to: Int(clamping: target)) else {
      throw Refusal.invalidAction(
        message: "Could not change the state",
        errors: [
          "new_state":
            "cannot go from \(name(current, call)) to \(name(Int(clamping: target), call))"
        ]
      )
    }
    let key = try call.writer.insert(
      into: states,
      [
        "product_imei": unit.key, "prev_state_type": current.databaseValue,
        "current_state_type": target.databaseValue,
      ],
      call.db
    )
    try call.writer.set(["latest_state_id": key], in: products, key: unit.key, call.db)
    return ActionResult(
      message: "State changed to \(name(Int(clamping: target), call))",
      data: try RowReader(table: states).node(of: key, call.db) ?? .object([:])
    )
  }

  /// The unit's state; one without any has just come into being.
  private func currentState(
    _ unit: [String: DatabaseValue],
    _ states: ResourceTable,
    _ call: ActionCall
  ) throws -> Int {
    let start = call.catalog.stateTransitions.numbers["NON_EXISTANT"] ?? 1
    guard let key = unit["latest_state_id"], !key.isNull,
      let state = try RowReader(table: states).values(of: key, call.db)
    else { return start }
    return state["current_state_type"].flatMap { Int.fromDatabaseValue($0) } ?? start
  }

  private func name(_ state: Int, _ call: ActionCall) -> String {
    call.catalog.stateTransitions.numbers.first { $0.value == state }?.key ?? String(state)
  }
}
