import CatalogModel
import GRDB

/// The entities that a unit belongs to: any number, and *Unknown Entity*, number 1, where there is no
/// other.
struct EntityLinks {
  private static let unknown: Int64 = 1

  let call: ActionCall
  let unit: DatabaseValue
  private let links: ResourceTable
  private let entities: ResourceTable

  init(of call: ActionCall) throws {
    self.call = call
    unit = try call.row(of: "products", named: "imei").key
    links = try call.table("product_entity_linker")
    entities = try call.table("entities")
  }

  /// The entity that a member of the payload names.
  ///
  /// - Throws: ``Refusal`` where it names none.
  func entity(named name: String) throws -> Int64 {
    guard case .integer(let number)? = call.payload[name] else {
      throw refusal(name, "an integer is required")
    }
    guard try RowReader(table: entities).row(of: number.databaseValue, call.db) != nil else {
      throw refusal(name, "there is no entity \(number)")
    }
    return number
  }

  /// Whether the unit belongs to an entity.
  func contains(_ entity: Int64) throws -> Bool { try !current(entity).isEmpty }

  /// Makes the unit belong to an entity; one that it has already stays as it is.
  func add(_ entity: Int64) throws {
    guard try !contains(entity) else { return }
    if entity != Self.unknown { try end(Self.unknown) }
    _ = try call.writer.insert(
      into: links,
      [
        "product_imei": unit, "entity_id": entity.databaseValue,
        "date_added": call.now.description.databaseValue,
      ],
      call.db
    )
  }

  /// Takes the unit out of an entity; a unit without any belongs to the unknown one.
  func remove(_ entity: Int64) throws {
    try end(entity)
    if try current().isEmpty { try add(Self.unknown) }
  }

  /// What the actions answer: the names of the unit's entities, by its number.
  func answer() throws -> JSONNode {
    let names = try String.fetchAll(
      call.db,
      sql: "SELECT e.name FROM \(entities.name) AS e JOIN \(links.name) AS l"
        + " ON l.entity_id = e.\(entities.keyName) WHERE l.product_imei = ?"
        + " AND l.date_removed IS NULL ORDER BY l.\(links.keyName)",
      arguments: [unit]
    )
    let imei = String.fromDatabaseValue(unit) ?? ""
    return .object([imei: .array(names.map(JSONNode.text))])
  }

  func refusal(_ name: String, _ reason: String) -> Refusal {
    .invalidAction(message: "Could not change the entities", errors: [name: reason])
  }

  private func end(_ entity: Int64) throws {
    for key in try current(entity) {
      let values = ["date_removed": call.now.description.databaseValue]
      try call.writer.set(values, in: links, key: key, call.db)
    }
  }

  private func current(_ entity: Int64? = nil) throws -> [DatabaseValue] {
    try DatabaseValue.fetchAll(
      call.db,
      sql: "SELECT \(links.keyName) FROM \(links.name) WHERE product_imei = ?1"
        + " AND date_removed IS NULL AND (?2 IS NULL OR entity_id = ?2)",
      arguments: [unit, entity?.databaseValue ?? .null]
    )
  }
}
