import CatalogModel
import GRDB

/// Lists the parts of a unit, present and past, by part: of a part fitted twice the last time shows.
struct ProductParts: DepotAction {
  func run(_ call: ActionCall) throws -> ActionResult {
    let linkers = try call.table("part_product_linker")
    let parts = RowReader(table: try call.table("parts"))
    let types = RowReader(table: try call.table("part_types"))
    let unit = try call.row(of: "products", named: "imei")
    let keys = try DatabaseValue.fetchAll(
      call.db,
      sql: "SELECT \(linkers.keyName) FROM \(linkers.name) WHERE product_imei = ?"
        + " ORDER BY \(linkers.keyName)",
      arguments: [unit.key]
    )
    var list: [String: JSONNode] = [:]
    for key in keys {
      guard let linker = try RowReader(table: linkers).node(of: key, call.db),
        case .integer(let number)? = linker["part_id"],
        let part = try parts.node(of: number.databaseValue, call.db)
      else { continue }
      var entry = ["part_product_linker": linker, "part": part]
      if case .integer(let type)? = part["part_type_id"] {
        entry["part_type"] = try types.node(of: type.databaseValue, call.db)
      }
      list[String(number)] = .object(entry)
    }
    return ActionResult(message: "\(list.count) parts", data: .object(list))
  }
}
