import CatalogModel
import GRDB

/// Asks a unit to watch its case, or to stop; pending until the unit confirms.
struct SwitchTamper: DepotAction {
  let isOn: Bool

  func run(_ call: ActionCall) throws -> ActionResult {
    let history = try call.table("tamper_enable_history")
    let unit = try call.row(of: "products", named: "imei")
    let last = try String.fetchOne(
      call.db,
      sql: "SELECT current_tamper_enable_state FROM \(history.name) WHERE product_imei = ?"
        + " ORDER BY \(history.keyName) DESC LIMIT 1",
      arguments: [unit.key]
    )
    let key = try call.writer.insert(
      into: history,
      [
        "product_imei": unit.key, "prev_tamper_enable_state": (last ?? "init").databaseValue,
        "current_tamper_enable_state":
          (isOn ? "pending_enabled" : "pending_disabled").databaseValue,
        "user": call.user.databaseValue, "date": call.now.description.databaseValue,
      ],
      call.db
    )
    return ActionResult(
      message: "Tamper switch is pending \(isOn ? "enable" : "disable")",
      data: try RowReader(table: history).node(of: key, call.db) ?? .object([:])
    )
  }
}
