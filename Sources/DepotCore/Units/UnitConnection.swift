import CatalogModel
import GRDB

/// One unit's talk with the server, as rows.
struct UnitConnection {
  /// The name under which what a unit does is stamped.
  static let user = "unit"

  let imei: DatabaseValue
  private let db: Database
  private let now: NaiveTime
  private let tables: DepotTables
  private let writer: RowWriter

  init(depot: Depot, now: NaiveTime, db: Database, imei: DatabaseValue) {
    self.imei = imei
    self.db = db
    self.now = now
    tables = depot.tables
    writer = RowWriter(
      tables: depot.tables,
      catalog: depot.catalog,
      settings: depot.settings,
      user: Self.user,
      now: now
    )
  }

  /// Hands over what waits for the unit; with that its parameters take effect.
  func fetch() throws -> [String: JSONNode] {
    let unit = try values(of: imei, in: "products")
    var parameters: [String: JSONNode] = [:]
    for key in try pendingParameters() {
      let row = try values(of: key, in: "product_parameters")
      let type = row["parameter_type_id"] ?? .null
      try retire(type)
      try set(["status": "active".databaseValue], "product_parameters", key)
      let name = try values(of: type, in: "parameter_types")["name"]
      parameters[name.flatMap(String.fromDatabaseValue) ?? "\(type)"] =
        .text(row["value"].flatMap(String.fromDatabaseValue) ?? "")
    }
    let isOn: Bool = unit["desired_enable_flag"] == true.databaseValue
    return ["enabled": .boolean(isOn), "parameters": .object(parameters)]
  }

  /// Takes in what the unit says it is now.
  func report(_ status: [String: JSONNode]) throws {
    let unit = try values(of: imei, in: "products")
    let connection = try insert(
      "connections",
      [
        "product_imei": imei, "date": now.description.databaseValue,
        "location_failed_flag": true.databaseValue,
      ]
    )
    var changes: [String: DatabaseValue] = ["latest_connection_id": connection]
    if unit["rtc_enabled_flag"] == true.databaseValue {
      changes["latest_rtc_mo_status_report_time"] = now.description.databaseValue
    }
    if case .boolean(let isOn)? = status["enabled"] {
      changes["current_enable_flag"] = isOn.databaseValue
      if let entry = try confirmSwitch(unit, isOn: isOn) {
        changes["latest_enable_history_id"] = entry
      }
      try confirmTamper()
    }
    try set(changes, "products", imei)
  }

  /// Ends what was pending, where the unit now is what was asked for; the new entry of its history.
  private func confirmSwitch(
    _ unit: [String: DatabaseValue],
    isOn: Bool
  ) throws -> DatabaseValue? {
    guard let key = unit["latest_enable_history_id"], !key.isNull else { return nil }
    let entry = try values(of: key, in: "enable_history")
    let pending = isOn ? "pending_enabled" : "pending_disabled"
    guard entry["current_enable_state"] == pending.databaseValue else { return nil }
    return try insert(
      "enable_history",
      [
        "product_imei": imei, "prev_enable_state": pending.databaseValue,
        "current_enable_state": (isOn ? "enabled" : "disabled").databaseValue,
        "user": Self.user.databaseValue, "date": now.description.databaseValue,
      ]
    )
  }

  private func confirmTamper() throws {
    guard let history = tables["tamper_enable_history"] else { return }
    let last = try String.fetchOne(
      db,
      sql: "SELECT current_tamper_enable_state FROM \(history.name) WHERE product_imei = ?"
        + " ORDER BY \(history.keyName) DESC LIMIT 1",
      arguments: [imei]
    )
    guard let last, last.hasPrefix("pending_") else { return }
    _ = try insert(
      "tamper_enable_history",
      [
        "product_imei": imei, "prev_tamper_enable_state": last.databaseValue,
        "current_tamper_enable_state": String(last.dropFirst("pending_".count)).databaseValue,
        "user": Self.user.databaseValue, "date": now.description.databaseValue,
      ]
    )
  }

  private func pendingParameters() throws -> [DatabaseValue] {
    guard let table = tables["product_parameters"] else { return [] }
    return try DatabaseValue.fetchAll(
      db,
      sql: "SELECT \(table.keyName) FROM \(table.name)"
        + " WHERE product_imei = ? AND status = 'pending' ORDER BY \(table.keyName)",
      arguments: [imei]
    )
  }

  /// Ends the value that a parameter had until now.
  private func retire(_ type: DatabaseValue) throws {
    guard let table = tables["product_parameters"] else { return }
    let keys = try DatabaseValue.fetchAll(
      db,
      sql: "SELECT \(table.keyName) FROM \(table.name)"
        + " WHERE product_imei = ? AND parameter_type_id = ? AND status = 'active'",
      arguments: [imei, type]
    )
    for key in keys {
      try set(
        ["status": "removed".databaseValue, "date_removed": now.description.databaseValue],
        "product_parameters",
        key
      )
    }
  }

  private func values(
    of key: DatabaseValue,
    in resource: String
  ) throws -> [String: DatabaseValue] {
    guard let table = tables[resource] else { return [:] }
    return try RowReader(table: table).values(of: key, db) ?? [:]
  }

  private func insert(
    _ resource: String,
    _ values: [String: DatabaseValue]
  ) throws -> DatabaseValue {
    guard let table = tables[resource] else { throw Refusal.notFound }
    return try writer.insert(into: table, values, db)
  }

  private func set(
    _ values: [String: DatabaseValue],
    _ resource: String,
    _ key: DatabaseValue
  ) throws {
    guard let table = tables[resource] else { throw Refusal.notFound }
    try writer.set(values, in: table, key: key, db)
  }
}
