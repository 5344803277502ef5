import CatalogModel
import ReplicaStore

extension RepairPlanner {
  /// Notes that a part of a repaired thing was replaced, now, by one that the linker table allows.
  ///
  /// - Throws: ``ShellError`` with code `not-offered`, naming what may be replaced, or by what.
  func replacePart(_ old: String, by new: String, in typed: String) throws -> DayPlan {
    let repair = try repair(typed)
    let allowed = try replacements(ofType: try type(ofRepair: repair.fields))
    let existing = Self.keys(facts.parts.existing, in: allowed)
    let oldKey = try choice(old, among: existing, of: facts.parts.types) {
      .partNotReplaceable($0, facts.thing, allowed: $1)
    }
    let rules = allowed.filter { $0[facts.parts.existing.name] == oldKey.value }
    let name = try planner.name(oldKey, in: facts.parts.types.name)
    let newKey = try choice(
      new,
      among: Self.keys(facts.parts.replacement, in: rules),
      of: facts.parts.types
    ) { .replacementNotAllowed($0, of: name, facts.thing, allowed: $1) }
    let rule = rules.first { $0[facts.parts.replacement.name] == newKey.value }
    return noting(
      [DayPlan.word(facts.parts.old, oldKey.description)],
      new: newKey,
      in: repair.key,
      isFixed: facts.parts.isFixed.flatMap { rule?[$0.name] } == .boolean(true)
    )
  }

  /// Notes that a part was added to a repaired thing, now, of a type that such things have.
  ///
  /// - Throws: ``ShellError`` with code `not-offered`, naming the types that such things have, or with
  ///   `not-in-catalog` where no table tells.
  func addPart(_ new: String, to typed: String) throws -> DayPlan {
    guard let offers = facts.parts.offers, facts.parts.old.isNullable else {
      throw planner.facts.lack("\(facts.parts.types.name) > \(facts.types.name)")
    }
    let repair = try repair(typed)
    let type = try type(ofRepair: repair.fields)
    let rows = try type.map { type in
      try planner.rows(of: offers.table, where: RowCondition(offers.thing.name, .equal, type.value))
    }
    let keys = Self.keys(offers.part, in: rows ?? [])
    let newKey = try choice(new, among: keys, of: facts.parts.types) {
      .partNotOffered($0, facts.thing, allowed: $1)
    }
    return noting([], new: newKey, in: repair.key, isFixed: false)
  }

  // A rule without a type of thing holds for all of them.
  private func replacements(ofType type: RowKey?) throws -> [RowFields] {
    try planner.rows(
      of: facts.parts.replacements,
      where: RowCondition(
        facts.parts.replacementThing.name,
        isAmong: [type?.value ?? .null, .null]
      )
    )
  }

  private func noting(
    _ old: [DayStep.Word],
    new: RowKey,
    in repair: RowKey,
    isFixed: Bool
  ) -> DayPlan {
    var words: [DayStep.Word] = [
      .text(facts.parts.links.name), DayPlan.word(facts.parts.linkRepair, repair.description),
    ]
    words += old
    words.append(DayPlan.word(facts.parts.new, new.description))
    words.append(DayPlan.word(facts.parts.replaced, "\(planner.now)Z"))
    if let column = facts.parts.linkIsFixed {
      words.append(DayPlan.word(column, isFixed ? "true" : "false"))
    }
    return DayPlan(steps: [DayStep(command: .add, words: words)])
  }
}
