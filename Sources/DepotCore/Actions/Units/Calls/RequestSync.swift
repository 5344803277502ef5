import CatalogModel
import GRDB

/// Asks a unit to report.
///
/// Nothing changes until the unit does, so the server keeps no row of it.
struct RequestSync: DepotAction {
  func run(_ call: ActionCall) throws -> ActionResult {
    let unit = try call.listeningUnit(failing: "Could not request a sync")
    call.units.call(unit.imei, at: call.now)
    return ActionResult(message: "Sync requested")
  }
}
