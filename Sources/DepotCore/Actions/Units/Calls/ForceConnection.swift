import CatalogModel
import GRDB

/// Makes a unit connect, over its open connection where it has one and by a text message otherwise.
struct ForceConnection: DepotAction {
  func run(_ call: ActionCall) throws -> ActionResult {
    let unit = try call.row(of: "products", named: "imei")
    let listens: Bool = unit.values["rtc_enabled_flag"] == true.databaseValue
    return listens ? try RequestSync().run(call) : try SendWakeup().run(call)
  }
}
