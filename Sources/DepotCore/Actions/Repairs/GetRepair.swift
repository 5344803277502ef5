import CatalogModel
import GRDB

/// Finds the repair in which a unit is, and begins one where there is none; asked again, it is the same.
struct GetRepair: DepotAction {
  func run(_ call: ActionCall) throws -> ActionResult {
    let unit = try call.row(of: "products", named: "imei")
    let state = try UnitState(of: unit.values, call)
    guard state.number == call.catalog.stateTransitions.numbers["IN_REPAIR_SYSTEM"] else {
      throw Refusal.invalidAction(
        message: "Could not get the repair",
        errors: ["imei": "the product is \(state.name), not IN_REPAIR_SYSTEM"]
      )
    }
    let repair = try open(of: unit.key, call) ?? begin(unit, call)
    let answer: [String: JSONNode] = [
      "repair_id": JSONNode(FieldValue(repair)), "config": .object([:]),
    ]
    return ActionResult(message: "Repair found", data: .object(answer))
  }

  /// The unit's latest repair that follows a workflow and has not come to its end.
  private func open(of unit: DatabaseValue, _ call: ActionCall) throws -> DatabaseValue? {
    let repairs = try call.table("repairs")
    let rows = try Row.fetchAll(
      call.db,
      sql: "SELECT \(repairs.keyName) AS key, workflow_name, workflow_state_id FROM \(repairs.name)"
        + " WHERE product_imei = ? AND workflow_name IS NOT NULL ORDER BY \(repairs.keyName) DESC",
      arguments: [unit]
    )
    return rows.first { row in
      let workflow: String = row["workflow_name"]
      let state: String = row["workflow_state_id"] ?? ""
      return RepairWorkflow.known[workflow]?[state].map { $0.outcome == nil } ?? false
    }?["key"]
  }

  private func begin(
    _ unit: (key: DatabaseValue, values: [String: DatabaseValue]),
    _ call: ActionCall
  ) throws -> DatabaseValue {
    let name = try WorkflowChoice(call: call).name(for: unit)
    guard let workflow = RepairWorkflow.known[name], let start = workflow[workflow.start] else {
      throw Refusal.invalidAction(
        message: "Could not begin a repair",
        errors: ["imei": "the workflow \(name) is not known"]
      )
    }
    let repair = try call.writer.insert(
      into: try call.table("repairs"),
      [
        "product_imei": unit.key, "pending_status": true.databaseValue,
        "arrival_date": String(call.now.description.prefix(10)).databaseValue,
        "workflow_name": name.databaseValue, "workflow_state_id": start.ident.databaseValue,
        "context": #"{"answers":{},"inputs":{}}"#.databaseValue,
      ],
      call.db
    )
    try RepairWalk.enter(start, of: repair, call)
    return repair
  }
}
