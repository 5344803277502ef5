import CatalogModel

/// What the verbs about a unit do.
enum UnitPlans {
  /// Asks for a unit to be switched on or off.
  ///
  /// - Throws: ``ShellError`` where the unit is not held or the catalog has no such action.
  static func turning(on isOn: Bool, _ typed: String, _ planner: DayPlanner) throws -> DayPlan {
    let facts = try SwitchFacts(planner.facts)
    let unit = try planner.row(typed, of: facts.unit.units).key
    let action = isOn ? facts.enable : facts.disable
    return DayPlan(steps: [.plain(.do, action.name, unit.description)])
  }

  /// Asks for a unit to go to another state.
  ///
  /// - Throws: ``ShellError`` where the unit is not held or the catalog has no such action.
  static func change(of typed: String, to state: String, _ planner: DayPlanner) throws -> DayPlan {
    let facts = try StateFacts(planner.facts)
    let unit = try planner.row(typed, of: facts.unit.units).key
    let word = "\(facts.move.field)=\(state)"
    var plan = DayPlan(steps: [.plain(.do, facts.change.name, unit.description, word)])
    if let level = facts.change.permission { plan.warnings = [.permission(level)] }
    return plan
  }

  /// Writes a note about a unit.
  ///
  /// - Throws: ``ShellError`` where the unit is not held or the catalog has no notes.
  static func note(_ text: String, on typed: String, _ planner: DayPlanner) throws -> DayPlan {
    let facts = try NoteFacts(planner.facts)
    let unit = try planner.row(typed, of: facts.unit.units).key
    let words = [
      .text(facts.notes.name), DayPlan.word(facts.noteUnit, unit.description),
      DayPlan.word(facts.text, text),
    ]
    return DayPlan(steps: [DayStep(command: .add, words: words)])
  }
}
