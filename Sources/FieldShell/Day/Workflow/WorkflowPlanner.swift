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

  private func repair(_ typed: String) throws -> RowKey {
    let table = try RowFinder.table(facts.actions.repairs.name, in: reader.layout)
    if let key = try reader.locate(typed, in: table), try reader.row(key, in: table) != nil {
      return key
    }
    if let coming = try ComingRepairs(reader, facts).repair(typed) { return coming }
    let units = try RowFinder.table(facts.unit.units.name, in: reader.layout)
    guard let unit = try reader.keys(in: units, matching: typed).first else {
      return try planner.row(typed, of: facts.actions.repairs).key
    }
    let open = try reader.rows(
      in: table,
      where: [RowCondition(facts.repairUnit.name, .equal, unit.value)]
        + facts.actions.repairEnd.filter { table.column($0.name) != nil }
        .map { RowCondition($0.name, .isNull) }
    ).compactMap { $0.key(in: facts.actions.repairs) }
    if let only = open.first, open.count == 1 { return only }
    guard !open.isEmpty else {
      throw ShellError(.unknownKey, .noRepairToContinue(of: "\(facts.unit.units.name) \(unit)"))
    }
    throw ShellError(
      .ambiguousName,
      .severalOpenRepairs(of: "\(facts.unit.units.name) \(unit)", open.map(\.description)),
      exit: .usage
    )
  }
}
