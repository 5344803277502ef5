import CatalogModel
import GRDB

/// Lists where every repair with a workflow is; by entity of its unit, by who began it, by state.
struct ListCurrentStates: DepotAction {
  func run(_ call: ActionCall) throws -> ActionResult {
    let repairs = try call.table("repairs")
    let links = try call.table("product_entity_linker")
    var conditions = ["r.workflow_state_id IS NOT NULL"]
    var arguments: [DatabaseValue] = []
    if let entity = call.argument("entity_id") {
      conditions.append(
        "EXISTS (SELECT 1 FROM \(links.name) AS l WHERE l.product_imei = r.product_imei"
          + " AND l.entity_id = ? AND l.date_removed IS NULL)"
      )
      arguments.append(try PostgresLiteral.integer(entity).databaseValue)
    }
    if let name = call.argument("username") {
      conditions.append("r.created_by = ?")
      arguments.append(name.databaseValue)
    }
    if let state = call.argument("repair_state") {
      conditions.append("r.workflow_state_id = ?")
      arguments.append(state.databaseValue)
    }
    let rows = try Row.fetchAll(
      call.db,
      sql: "SELECT r.created_by, r.product_imei, r.repair_id, r.workflow_state_id, r.workflow_name"
        + " FROM \(repairs.name) AS r WHERE \(conditions.joined(separator: " AND "))"
        + " ORDER BY r.\(repairs.keyName)",
      arguments: StatementArguments(arguments)
    )
    let entries = rows.map { entry($0, call.language) }
    return ActionResult(message: "\(entries.count) repairs", data: .array(entries))
  }

  private func entry(_ row: Row, _ language: AnswerLanguage) -> JSONNode {
    let state: String = row["workflow_state_id"]
    let workflow: String = row["workflow_name"] ?? ""
    let name = RepairWorkflow.known[workflow]?[state]?.name.text(in: language)
    let author: String? = row["created_by"]
    return .object([
      "created_by": author.map(JSONNode.text) ?? .null,
      "product_imei": .text(row["product_imei"]),
      "repair_id": .integer(row["repair_id"]),
      "repair_state_id": .text(state),
      "repair_state_name": .text(name ?? state),
    ])
  }
}
