import CatalogModel
import GRDB

/// Sets the energy that a unit may give, within the bounds of its battery in its state.
///
/// More or less than the bounds is not refused but cut, and the answer says so.
struct SuggestEnergyLimit: DepotAction {
  private static let states = ["ACTIVATED", "MONITORED", "IN_REPAIR_SYSTEM"]

  func run(_ call: ActionCall) throws -> ActionResult {
    let unit = try call.row(of: "products", named: "imei")
    guard case .text(let text)? = call.payload["energy_limit"], let asked = Double(text),
      asked.isFinite, asked >= 0
    else { throw refusal("energy_limit", "a number in a text is required") }
    let state = try UnitState(of: unit.values, call)
    guard Self.states.contains(state.name) else {
      throw refusal("imei", "the product is \(state.name)")
    }
    let bounds = try bounds(of: unit.key, in: state, call)
    let applied = min(max(asked, bounds.lowerBound), bounds.upperBound)
    try setParameter("energy_limit", to: "\(applied)", of: unit.key, call)
    return ActionResult(
      message: "Energy limit set",
      data: .object([
        "requested": .text(text), "applied": .text("\(applied)"),
        "max_energy_limit": .real(bounds.upperBound), "min_energy_limit": .real(bounds.lowerBound),
        "bounded": .boolean(applied != asked),
      ])
    )
  }

  /// The bounds for the battery that is in the unit now.
  private func bounds(
    of unit: DatabaseValue,
    in state: UnitState,
    _ call: ActionCall
  ) throws -> ClosedRange<Double> {
    let (links, parts) = (try call.table("part_product_linker"), try call.table("parts"))
    let limits = try call.table("default_energy_limits")
    let rows = try Row.fetchAll(
      call.db,
      sql: "SELECT d.min_energy_limit, d.max_energy_limit FROM \(limits.name) AS d"
        + " JOIN \(parts.name) AS p ON p.part_type_id = d.battery_type_id"
        + " JOIN \(links.name) AS l ON l.part_id = p.\(parts.keyName)"
        + " WHERE l.product_imei = ? AND l.date_removed IS NULL AND d.state_type_id = ?"
        + " AND d.entity_id IS NULL",
      arguments: [unit, state.number]
    )
    guard let row = rows.first else {
      throw refusal("imei", "no battery with an energy limit for \(state.name)")
    }
    let (least, most): (Double, Double) = (row["min_energy_limit"], row["max_energy_limit"])
    return least...max(least, most)
  }

  /// Leaves a parameter for the unit to fetch; one that it has not fetched yet is overtaken.
  private func setParameter(
    _ name: String,
    to value: String,
    of unit: DatabaseValue,
    _ call: ActionCall
  ) throws {
    let types = try call.table("parameter_types")
    let parameters = try call.table("product_parameters")
    let type = try DatabaseValue.fetchOne(
      call.db,
      sql: "SELECT \(types.keyName) FROM \(types.name) WHERE name = ?",
      arguments: [name]
    )
    guard let type else { throw refusal("energy_limit", "this server has no such parameter") }
    let waiting = try DatabaseValue.fetchAll(
      call.db,
      sql: "SELECT \(parameters.keyName) FROM \(parameters.name)"
        + " WHERE product_imei = ? AND parameter_type_id = ? AND status = 'pending'",
      arguments: [unit, type]
    )
    for key in waiting {
      try call.writer.set(["status": "expired".databaseValue], in: parameters, key: key, call.db)
    }
    _ = try call.writer.insert(
      into: parameters,
      [
        "product_imei": unit, "parameter_type_id": type, "value": value.databaseValue,
        "status": "pending".databaseValue, "date_added": call.now.description.databaseValue,
      ],
      call.db
    )
  }

  private func refusal(_ name: String, _ reason: String) -> Refusal {
    .invalidAction(message: "Could not set the energy limit", errors: [name: reason])
  }
}
