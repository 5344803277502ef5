import CatalogModel
import ReplicaStore
import SyncCore

/// Finds the repair that a person means, and where it stands.
struct WorkflowPlanner {
  let planner: DayPlanner
  let facts: WorkflowFacts
  let language: Language

  /// - Throws: ``ShellError`` with code `not-in-catalog`.
  init(_ planner: DayPlanner, language: Language) throws {
    self.planner = planner
    self.language = language
    facts = try WorkflowFacts(planner.facts)
  }

  private var reader: ReplicaReader { planner.reader }

  /// Where a repair stands: by its key, or by its unit where one open repair of that is here.
  ///
  /// - Throws: ``ShellError`` with code `unknown-key`, or `ambiguous-name` where several repairs of the
  ///   unit are open.
  func place(_ typed: String) throws -> WorkflowPlace {
    try WorkflowPlace(
      of: try repair(typed),
      reader,
      facts.actions,
      language: language.rawValue
    )
  }

  /// The state in which the next step of a repair would be taken.
  ///
  /// - Throws: ``ShellError`` with code `not-found` where nothing tells, or where the repair is at its end.
  func tip(_ place: WorkflowPlace) throws -> WorkflowPlace.Tip {
    let row = name(place.repair)
    guard let tip = place.tip else {
      throw ShellError(.notFound, place.known == nil ? .stateUnknown(row) : .stateLeft(row))
    }
    guard !tip.state.isLast else {
      throw ShellError(.alreadyDone, .workflowEnded(row, tip.state.name))
    }
    return tip
  }

  /// How a repair is named.
  func name(_ repair: RowKey) -> String { "\(facts.actions.repairs.name) \(repair)" }

  /// Finds repairs that follow the workflow or may.
  var finder: RepairFinder {
    RepairFinder(
      planner: planner,
      repairs: facts.actions.repairs,
      things: facts.unit.units,
      repairThing: facts.repairUnit,
      ends: facts.actions.repairEnd
    )
  }

  private func repair(_ typed: String) throws -> RowKey {
    let coming = ComingRepairs(reader, facts)
    return try finder.repair(typed, coming: coming.repair) { .noRepairToContinue(of: $0) }
  }
}
