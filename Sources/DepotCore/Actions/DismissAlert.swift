import CatalogModel
import GRDB

/// Puts an alert aside, once.
struct DismissAlert: DepotAction {
  func run(_ call: ActionCall) throws -> ActionResult {
    let alerts = try call.table("alerts")
    let alert = try call.row(of: "alerts", named: "alert_id")
    guard alert.values["dismissed_at"]?.isNull != false else {
      throw Refusal.invalidAction(
        message: "Could not dismiss the alert",
        errors: ["alert_id": "the alert has already been dismissed"]
      )
    }
    var values: [String: DatabaseValue] = [
      "dismissed_at": call.now.description.databaseValue,
      "dismissed_by": call.user.databaseValue,
    ]
    for name in ["dismissal_reason", "extra_info", "repair_id"] {
      guard let node = call.payload[name], let column = alerts.resource.column(name) else {
        continue
      }
      values[name] = try call.writer.stored(node, column)
    }
    try call.writer.set(values, in: alerts, key: alert.key, call.db)
    return ActionResult(
      message: "Alert dismissed",
      data: try RowReader(table: alerts).node(of: alert.key, call.db) ?? .object([:])
    )
  }
}
