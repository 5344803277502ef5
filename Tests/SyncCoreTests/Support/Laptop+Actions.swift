import CatalogModel
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

/// What the technician asks for, and what reached the server of it.
extension Laptop {
  /// Every table that the actions of these tests show in, beside the usual ones.
  static let unitTables =
    World.resources + [
      "alert_types", "alerts", "enable_history", "parameter_types", "product_entity_linker",
      "product_parameters", "sms_history", "state_types", "states", "tamper_enable_history",
    ]

  /// Gives the server what actions refer to: an entity, an alert, the names of states and parameters, and a
  /// first product that keeps a connection open.
  func furnishForActions() {
    let imei = FieldValue.text(World.imei(1))
    colleague(
      .create,
      "entities",
      nil,
      ["name": .text("Amahoro"), "bboxx_company_flag": .boolean(false)]
    )
    colleague(
      .create,
      "alert_types",
      nil,
      [
        "name": .text("Tamper"), "label": .text("Tamper"), "version": .integer(1),
        "status": .text("live"), "analysis_frequency": .integer(3_600), "active": .boolean(true),
      ]
    )
    colleague(.create, "alerts", nil, ["product_imei": imei, "alert_type_id": .integer(1)])
    for name in world.catalog.stateTransitions.numbers.sorted(by: { $0.value < $1.value }) {
      colleague(.create, "state_types", nil, ["name": .text(name.key)])
    }
    colleague(
      .create,
      "parameter_types",
      nil,
      [
        "name": .text("limit"), "data_type": .text("float"), "repeatable": .boolean(false),
        "setting": .boolean(true),
      ]
    )
    colleague(.update, "products", .text(World.imei(1)), ["rtc_enabled_flag": .boolean(true)])
  }

  /// Asks for an action on the first product, or on what the values say.
  @discardableResult
  func ask(
    _ name: String,
    _ values: RowFields = ["imei": .text(World.imei(1))]
  ) throws -> QueuedCall {
    let action = try #require(world.catalog.action(named: name))
    return try replica.write(by: .person(now: clock.now())) { writer in
      try writer.queue(action, values, now: clock.now()).call
    }
  }

  /// Writes of this laptop since a place in the wire, by the last part of their paths: `PUT enable`.
  func deeds(since start: Int = 0) -> [String] {
    world.wire.records.dropFirst(start)
      .filter { $0.sender == name && $0.method != "GET" && $0.resource != "auth" }
      .map { record in
        let last = record.target.split(separator: "?").first?.split(separator: "/").last
        return "\(record.method) \(last ?? "")"
      }
  }
}
