import CatalogModel
import GRDB

/// Lists every parameter that a unit and its parts have and had, or those of one instant.
struct ParameterHistory: DepotAction {
  func run(_ call: ActionCall) throws -> ActionResult {
    let unit = try call.row(of: "products", named: "imei")
    let instant = try instant(call)
    let parameters = try call.table("product_parameters")
    let own = try rows(of: parameters, where: "product_imei = ?", unit.key, at: instant, call)
    let links = try call.table("part_product_linker")
    let parts = try Int64.fetchAll(
      call.db,
      sql: "SELECT DISTINCT part_id FROM \(links.name) WHERE product_imei = ? ORDER BY part_id",
      arguments: [unit.key]
    )
    var ofParts: [String: JSONNode] = [:]
    let partParameters = try call.table("part_parameters")
    for part in parts {
      let list = try rows(
        of: partParameters,
        where: "part_id = ?",
        part.databaseValue,
        at: instant,
        call
      )
      if !list.isEmpty { ofParts[String(part)] = .array(list) }
    }
    return ActionResult(
      message: "Parameter history",
      data: .object(["product_parameters": .array(own), "part_parameters": .object(ofParts)])
    )
  }

  private func instant(_ call: ActionCall) throws -> NaiveTime? {
    switch call.payload["date"] {
    case nil, .null?: return nil
    case .text(let text)?:
      if let time = NaiveTime(text) { return time }
    default: break
    }
    throw Refusal.invalidAction(message: "Invalid payload", errors: ["date": "is no date"])
  }

  private func rows(
    of table: ResourceTable,
    where condition: String,
    _ value: DatabaseValue,
    at instant: NaiveTime?,
    _ call: ActionCall
  ) throws -> [JSONNode] {
    let keys = try DatabaseValue.fetchAll(
      call.db,
      sql:
        "SELECT \(table.keyName) FROM \(table.name) WHERE \(condition) ORDER BY \(table.keyName)",
      arguments: [value]
    )
    return try keys.compactMap { try RowReader(table: table).node(of: $0, call.db) }
      .filter { row in
        guard let instant else { return true }
        guard let added = row["date_added"]?.time, added <= instant else { return false }
        return row["date_removed"]?.time.map { $0 > instant } ?? true
      }
  }
}

extension JSONNode {
  fileprivate var time: NaiveTime? {
    if case .text(let text) = self { NaiveTime(text) } else { nil }
  }
}
