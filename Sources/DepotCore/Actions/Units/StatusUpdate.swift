import CatalogModel
import GRDB

/// Sends a unit its pending parameters and notes when.
struct StatusUpdate: DepotAction {
  func run(_ call: ActionCall) throws -> ActionResult {
    let products = try call.table("products")
    let unit = try call.row(of: "products", named: "imei")
    guard unit.values["rtc_enabled_flag"] != false.databaseValue else {
      throw Refusal.invalidAction(
        message: "Could not send a status update",
        errors: ["imei": "the product is not RTC enabled"]
      )
    }
    try call.writer.set(
      ["latest_rtc_mt_status_update_time": call.now.description.databaseValue],
      in: products,
      key: unit.key,
      call.db
    )
    return ActionResult(message: "Status update sent")
  }
}
