import CatalogModel
import ReplicaStore

/// The state of a unit, as it will be when what waits has gone, and where it may go from there.
enum UnitStatePage {
  /// The page, and the command that comes nearest to it.
  ///
  /// - Throws: ``ShellError`` where the unit is not held or the catalog has no states.
  static func page(
    _ typed: String,
    _ planner: DayPlanner
  ) throws -> (command: [String], answer: Answer) {
    let facts = try StateFacts(planner.facts)
    let unit = try planner.row(typed, of: facts.unit.units).key
    let command = [
      "list", facts.history.name, facts.historyUnit.name, "=", unit.description, "--order",
      "-\(facts.history.key.name)", "--limit", "1",
    ]
    let row = RowReference(resource: facts.unit.units.name, key: unit)
    let waiting = try planner.reader.calls().last { call in
      call.subject == row && call.action.move == facts.move
    }
    let number = try planner.reader.state(of: row, by: facts.move)
    let transitions = planner.facts.catalog.stateTransitions
    let name = number.flatMap(transitions.name(of:))
    let next = name.flatMap { transitions.followers[$0] } ?? []
    var answer = Answer([
      "resource": .text(row.resource), "key": unit.json,
      "state": name.map(JSONNode.text) ?? .null,
      "state_number": number.map { .integer(Int64($0)) } ?? .null,
      "next": .array(next.map(JSONNode.text)),
      "change": waiting.map { .integer($0.change) } ?? .null,
    ])
    answer.blocks = [
      .sentence(.unitState("\(row)", name), .strong), .sentence(.nextStates(next)),
    ]
    if let waiting {
      answer.blocks.append(.sentence(.stateWaits(waiting.change), .warning))
    }
    return (command, answer)
  }
}
