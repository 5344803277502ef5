import CatalogModel
import ReplicaStore
import SyncCore

/// Something that a technician asks the server, or a unit, to do.
struct ActionStep {
  let agent: Agent
  /// Makes every value typed in a story different from every other.
  let number: Int

  /// Asks for it; the text tells what it was.
  func perform() throws -> String {
    switch agent.random.below(100) {
    case 0..<24: return try ask(agent.random.chance(0.7) ? "enable" : "disable", anyUnit)
    case 24..<34: return try changeState()
    case 34..<44: return try addParameter()
    case 44..<52: return try ask("send_wakeup", anyUnit)
    case 52..<58: return try ask("force_connection", anyUnit)
    case 58..<64: return try watch()
    case 64..<90: return try RepairStep(agent: agent, number: number).perform()
    default: return try QueueStep(agent: agent).perform() ?? "nothing in the queue"
    }
  }

  // Mostly one of two, so that the same is asked for more than once, and by both.
  private var anyUnit: String {
    World.imei(1 + agent.random.below(agent.random.chance(0.7) ? 2 : 4))
  }

  private func ask(_ name: String, _ unit: String, _ payload: RowFields = [:]) throws -> String {
    guard let action = agent.world.catalog.action(named: name), let subject = action.subject else {
      throw StoryError.editFailed(name)
    }
    let values = payload.merging([subject.parameter: .text(unit)]) { $1 }
    return try agent.ask(action, values)
  }

  // Mostly one that the table of states allows by what is known here; a colleague may be faster.
  private func changeState() throws -> String {
    let unit = RowReference(resource: "products", key: .text(anyUnit))
    guard let action = agent.world.catalog.action(named: "change_state"), let move = action.move
    else { throw StoryError.editFailed("change_state") }
    let transitions = agent.world.catalog.stateTransitions
    let state = try agent.replica.read { try $0.state(of: unit, by: move) }
    // 9 is the end, from which nothing leads on.
    let next = (1...8).filter { next in state.map { transitions.allows(from: $0, to: next) } ?? true
    }
    guard let target = agent.random.pick(agent.random.chance(0.85) ? next : Array(1...8)) else {
      return "nowhere to go"
    }
    return try ask("change_state", "\(unit.key)", [move.field: .integer(Int64(target))])
  }

  private func addParameter() throws -> String {
    guard agent.permission == "SYSTEM" else { return "no right to change parameters" }
    let unit = agent.random.pick(World.listeningUnits) ?? World.imei(1)
    let value = FieldValue.text("\(agent.name) \(number)")
    let key = try TechnicianStep(agent: agent, number: number).insert(
      "product_parameters",
      [
        "product_imei": .text(unit), "parameter_type_id": .integer(1), "value": value,
        "status": .text("pending"),
      ]
    )
    return "parameter \(key) of \(unit): \(value)"
  }

  private func watch() throws -> String {
    let unit = agent.random.pick(World.listeningUnits) ?? World.imei(1)
    let until = agent.clock.now().advanced(bySeconds: UnitRules.watchTime)
    try agent.replica.write(by: .engine) {
      try $0.watch(RowReference(resource: "products", key: .text(unit)), until: until)
    }
    return "watches \(unit)"
  }
}

extension Agent {
  /// Puts an action into the queue, unless one that means the same waits there; the text tells which.
  func ask(_ action: Action, _ values: RowFields, isHeld: Bool = false) throws -> String {
    let now = clock.now()
    let (call, isFolded) = try replica.write(by: .person(now: now)) { writer in
      try writer.queue(action, values, now: now, isHeld: isHeld)
    }
    if !isFolded { note(Deed(call)) }
    return "\(call.row) \(Deed(call).purpose)\(isFolded ? " waits already" : "")"
  }
}
