import CatalogModel
import ReplicaStore
import SyncCore

/// A technician takes a repair one step on in its workflow, or has one begun.
struct RepairStep {
  let agent: Agent
  /// Makes what is entered different from what was entered before, where the server takes that.
  let number: Int

  /// Asks for it; the text tells what it was.
  func perform() throws -> String {
    if agent.random.chance(0.2) { return try begin() }
    guard let repair = try agent.random.pick(repairs()) else { return "no repair with a workflow" }
    return try step(on: repair)
  }

  private func begin() throws -> String {
    guard let action = agent.world.catalog.action(named: "get_repair"),
      let opened = action.opened, let table = agent.replica.layout.table(opened.resource)
    else { throw StoryError.editFailed("get_repair") }
    let unit = World.imei(1 + agent.random.below(3))
    let repair = try agent.replica.write(by: .person(now: agent.clock.now())) {
      try $0.reserveKey(in: table)
    }
    let begun = try agent.ask(action, ["imei": .text(unit), opened.member: repair.value])
    return "\(begun), then \(try step(on: repair))"
  }

  // Those that the server has, and those that it is asked to begin.
  private func repairs() throws -> [RowKey] {
    guard let table = agent.replica.layout.table("repairs") else { return [] }
    return try agent.replica.read { reader in
      let here = try reader.rows(
        in: table,
        where: [RowCondition("workflow_state_id", .isNotNull)],
        order: [],
        limit: nil
      ).compactMap { $0.key(in: table.resource) }
      let coming = try reader.calls().compactMap { call in
        call.action.opened.flatMap { call.values[$0.member] }.flatMap(RowKey.init)
      }
      return here + coming.filter(\.isProvisional)
    }
  }

  private func step(on repair: RowKey) throws -> String {
    guard let actions = WorkflowActions(agent.world.catalog) else {
      throw StoryError.editFailed("workflow")
    }
    let place = try agent.replica.read {
      try WorkflowPlace(of: repair, $0, actions, language: "en")
    }
    guard let tip = place.tip, !tip.state.isLast else { return "nothing to do for \(repair)" }
    let event = agent.random.pick(tip.state.events.map(\.ident))
    let isFailure = event == WorkflowEvent.toolFailure
    let step = WorkflowStep(
      repair: repair,
      state: tip.state.ident,
      entry: tip.entry,
      isRehearsed: tip.likely != nil,
      inputs: isFailure
        ? failure
        : tip.state.inputs.reduce(into: [:]) { $0[$1.ident] = value(of: $1.ident) },
      event: event
    )
    return try agent.ask(step.action(actions), step.values(actions))
  }

  private var failure: [String: JSONNode] {
    [
      "ident": .text("test_time"), "message": .text("\(agent.name) \(number)"),
      "severity": .text("temporary"),
    ]
  }

  // What fits each input of the depot's workflow; some of it tells who entered it, and when.
  private func value(of input: String) -> JSONNode {
    switch input {
    case "battery_voltage": .integer(Int64(number % 20))
    case "external_condition": .text(agent.random.chance(0.5) ? "good" : "damaged")
    case "internal_inspection_result": .array([.integer(69)])
    case "replacement_part_type": .integer([61, 44, 48][agent.random.below(3)])
    case "modem_imei": .text(agent.name + String(repeating: "0", count: 15 - agent.name.count))
    case "test_time": .text(CivilDay(daysSince1970: 20_000 + number).description)
    case "refurb_date": .text(CivilDay(daysSince1970: 20_000 + number).description)
    case "cycles": .integer(Int64(number))
    default: .text("\(agent.name) gave it up at step \(number)")
    }
  }
}
