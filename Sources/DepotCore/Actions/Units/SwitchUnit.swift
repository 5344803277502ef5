import CatalogModel
import GRDB

/// Asks a unit to switch itself on or off; the history notes it as pending until the unit confirms.
struct SwitchUnit: DepotAction {
  let isOn: Bool

  func run(_ call: ActionCall) throws -> ActionResult {
    let products = try call.table("products")
    let history = try call.table("enable_history")
    let unit = try call.row(of: "products", named: "imei")
    let key = try call.writer.insert(
      into: history,
      [
        "product_imei": unit.key,
        "prev_enable_state": try lastState(unit.values, history, call).databaseValue,
        "current_enable_state": (isOn ? "pending_enabled" : "pending_disabled").databaseValue,
        "user": call.user.databaseValue,
        "date": call.now.description.databaseValue,
      ],
      call.db
    )
    try call.writer.set(
      ["desired_enable_flag": isOn.databaseValue, "latest_enable_history_id": key],
      in: products,
      key: unit.key,
      call.db
    )
    return ActionResult(
      message: isOn ? "Product is pending enable" : "Product is pending disable",
      data: try RowReader(table: history).node(of: key, call.db) ?? .object([:])
    )
  }

  private func lastState(
    _ unit: [String: DatabaseValue],
    _ history: ResourceTable,
    _ call: ActionCall
  ) throws -> String {
    guard let key = unit["latest_enable_history_id"], !key.isNull,
      let entry = try RowReader(table: history).values(of: key, call.db),
      let state = entry["current_enable_state"].flatMap({ String.fromDatabaseValue($0) })
    else { return "init" }
    return state
  }
}
