import CatalogModel
import GRDB

/// Chooses the workflow of a new repair by `repair_workflow_selectors`: a rule for the user goes before
/// one for an entity of the unit; without any rule for its type of product it is the usual one.
struct WorkflowChoice {
  let call: ActionCall

  /// - Throws: ``Refusal`` where a rule says that this user begins none, or no rule fits.
  func name(for unit: (key: DatabaseValue, values: [String: DatabaseValue])) throws -> String {
    let rules = try rules(for: unit.values["product_type_id"] ?? .null)
    guard !rules.isEmpty else { return RepairWorkflow.homeRepair.name }
    let codes = try entityCodes(of: unit.key)
    let rule =
      rules.first { $0.type == "USER" && $0.value == call.user }
      ?? rules.first { $0.type == "ENTITY" && codes.contains($0.value) }
    guard let name = rule?.workflow else {
      throw Refusal.invalidAction(
        message: "Could not begin a repair",
        errors: ["imei": "no workflow is meant for \(call.user) and this type of product"]
      )
    }
    return name
  }

  private func rules(
    for type: DatabaseValue
  ) throws -> [(type: String, value: String, workflow: String?)] {
    let selectors = try call.table("repair_workflow_selectors")
    return try Row.fetchAll(
      call.db,
      sql: "SELECT selector_type, selector_value, workflow_name FROM \(selectors.name)"
        + " WHERE product_type_id = ? ORDER BY \(selectors.keyName)",
      arguments: [type]
    ).map { ($0["selector_type"], $0["selector_value"], $0["workflow_name"]) }
  }

  private func entityCodes(of unit: DatabaseValue) throws -> Set<String> {
    let entities = try call.table("entities")
    guard entities.resource.column("geic") != nil else { return [] }
    let links = try call.table("product_entity_linker")
    return try String.fetchSet(
      call.db,
      sql: "SELECT e.geic FROM \(entities.name) AS e JOIN \(links.name) AS l"
        + " ON l.entity_id = e.\(entities.keyName)"
        + " WHERE l.product_imei = ? AND l.date_removed IS NULL AND e.geic IS NOT NULL",
      arguments: [unit]
    )
  }
}
