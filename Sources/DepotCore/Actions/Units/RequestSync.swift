import CatalogModel
import GRDB

/// Asks a unit to report.
///
/// Nothing changes until the unit does, so the server keeps no row of it.
struct RequestSync: DepotAction {
  func run(_ call: ActionCall) throws -> ActionResult {
    let unit = try call.row(of: "products", named: "imei")
    guard unit.values["rtc_enabled_flag"] != false.databaseValue else {
      throw Refusal.invalidAction(
        message: "Could not request a sync",
        errors: ["imei": "the product is not RTC enabled"]
      )
    }
    return ActionResult(message: "Sync requested")
  }
}
