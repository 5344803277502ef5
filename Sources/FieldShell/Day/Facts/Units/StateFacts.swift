import CatalogModel

/// What the verbs know of the states of units.
struct StateFacts {
  let unit: UnitFacts
  let change: Action
  /// The step along the table of states that the action is.
  let move: StateMove
  /// The history of states, and its column that refers to the unit.
  let history: Resource
  let historyUnit: ResourceColumn

  /// - Throws: ``ShellError`` with code `not-in-catalog`.
  init(_ facts: FactReader) throws(ShellError) {
    unit = try UnitFacts(facts)
    change = try facts.action("change_state", about: unit.units)
    guard let move = change.move,
      let history = unit.units.column(move.link)?.link.flatMap({ facts.catalog[$0.resource] })
    else { throw facts.lack("\(change.name).moves") }
    self.move = move
    self.history = history
    historyUnit = try facts.link(from: history, to: unit.units)
  }
}
