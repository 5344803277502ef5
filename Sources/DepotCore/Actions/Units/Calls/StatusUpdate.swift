import CatalogModel
import GRDB

/// Sends a unit its pending parameters and notes when.
struct StatusUpdate: DepotAction {
  func run(_ call: ActionCall) throws -> ActionResult {
    let unit = try call.listeningUnit(failing: "Could not send a status update")
    try call.writer.set(
      ["latest_rtc_mt_status_update_time": call.now.description.databaseValue],
      in: try call.table("products"),
      key: unit.key,
      call.db
    )
    call.units.call(unit.imei, at: call.now)
    return ActionResult(message: "Status update sent")
  }
}
