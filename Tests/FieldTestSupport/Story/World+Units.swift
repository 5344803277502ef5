import CatalogModel
import DepotCore

extension World {
  /// What the laptops of a story hold beside the usual tables: where actions and workflows show.
  static let storyResources =
    resources + ["product_parameters", "repair_workflow_events", "states"]

  /// The units that keep a connection open.
  static let listeningUnits = [imei(1), imei(2)]

  /// Gives the units states and parameters, and the first three of them repairs with a workflow.
  ///
  /// - Throws: ``StoryError`` where the depot refuses.
  func furnishUnits() throws {
    let numbers = catalog.stateTransitions.numbers.sorted { $0.value < $1.value }
    for (name, _) in numbers { try furnish("state_types", ["name": .text(name)]) }
    try furnish(
      "parameter_types",
      [
        "name": .text("limit"), "data_type": .text("float"), "repeatable": .boolean(false),
        "setting": .boolean(true),
      ]
    )
    // In repair, but for the last one.
    for (unit, state) in [(1, 8), (2, 8), (3, 8), (4, 6)] as [(Int, Int64)] {
      try put(unit, into: state)
    }
    for (unit, state) in [(1, "inspection"), (2, "test"), (3, "closing")] {
      try furnish(
        "repairs",
        [
          "product_imei": .text(Self.imei(unit)), "workflow_name": .text("home_repair"),
          "workflow_state_id": .text(state), "pending_status": .boolean(true),
          "context": .json(#"{"answers":{},"inputs":{}}"#),
        ]
      )
    }
    for unit in Self.listeningUnits {
      write(
        as: "office",
        .update,
        "products",
        key: .text(unit),
        ["rtc_enabled_flag": .boolean(true)]
      )
    }
  }

  private func put(_ unit: Int, into state: Int64) throws {
    let fields: RowFields = [
      "product_imei": .text(Self.imei(unit)), "prev_state_type": .integer(1),
      "current_state_type": .integer(state),
    ]
    let answer = try furnish("states", fields)
    guard let key = answer["state_id"] else { throw StoryError.notFurnished("states", "no key") }
    let unit = RowKey.text(Self.imei(unit))
    write(as: "office", .update, "products", key: unit, ["latest_state_id": key])
  }

  @discardableResult
  private func furnish(_ resource: String, _ fields: RowFields) throws -> RowFields {
    let answer = depot.write(as: "office", .create, resource, fields)
    guard answer.status == 201, case .object(let row) = try JSONNode(parsing: answer.body) else {
      throw StoryError.notFurnished(resource, answer.text)
    }
    return row.mapValues(\.fieldValue)
  }
}
