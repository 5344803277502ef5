import CatalogModel
import ReplicaStore
import SyncCore

/// Asks the server to find or begin the repair of a unit, so that steps can hang on it from now on.
///
/// The server does that for units in repair only. Whoever may put the unit there has that asked for first;
/// for whoever may not, a note on the unit tells a manager what to type.
struct RepairOpening {
  let planner: WorkflowPlanner
  let writer: ReplicaWriter
  let facts: OpeningFacts
  let now: NaiveTime
  let shown: ShownValues
  /// The permission of the account; empty where it is not known.
  let permission: String

  /// - Throws: ``ShellError`` with code `already-done` where such a repair is open here or asked for.
  func open(_ typed: String) throws -> Answer {
    let unit = try planner.planner.row(typed, of: facts.workflow.unit.units).key
    let row = RowReference(resource: facts.workflow.unit.units.name, key: unit)
    try requireNone(of: unit, row)
    let move = facts.states.move
    let state = try writer.reader.state(of: row, by: move)
    var answers: [Answer] = []
    var request = JSONNode.null
    if let state, state != facts.state.number {
      (request, answers) = try ask(for: unit, row, from: state)
    }
    let table = try RowFinder.table(facts.workflow.actions.repairs.name, in: writer.layout)
    let repair = try writer.reserveKey(in: table)
    let values: RowFields = [
      facts.open.subject?.parameter ?? "": unit.value, facts.repairKey: repair.value,
    ]
    let call = try writer.queue(facts.open, values, now: now).call
    let fate = try EditFate(of: call.row, writer.reader)
    var answer = Answer(
      CallPage.members(facts.open, values).merging([
        "state": .text("queued"), "change": .integer(call.change), "repair": repair.json,
        "request": request, "blocked": fate.json,
      ]) { $1 },
      answers.flatMap(\.blocks)
        + [.sentence(.repairAsked("\(row)", planner.name(repair)), .good)]
    )
    answer.warnings = answers.flatMap(\.warnings)
    return answer
  }

  private func requireNone(of unit: RowKey, _ row: RowReference) throws {
    if let coming = try ComingRepairs(writer.reader, facts.workflow).repair(unit.description) {
      throw ShellError(.alreadyDone, .workflowIsOpen(planner.name(coming), of: "\(row)"))
    }
    let actions = facts.workflow.actions
    let open = try planner.finder.open(
      of: unit,
      where: RowCondition(actions.repairState.name, .isNotNull)
    )
    if let key = open.first?.key(in: actions.repairs) {
      throw ShellError(.alreadyDone, .workflowIsOpen(planner.name(key), of: "\(row)"))
    }
  }

  private func ask(
    for unit: RowKey,
    _ row: RowReference,
    from state: Int
  ) throws -> (request: JSONNode, answers: [Answer]) {
    let change = facts.states.change
    let name = writer.layout.catalog.stateTransitions.name(of: state) ?? String(state)
    let word = "\(facts.states.move.field)=\(facts.state.name)"
    if try mayAsk(for: change) {
      let asked = try DoVerb.queue(
        change,
        [unit.description, word],
        writer,
        zone: planner.planner.zone,
        now: now,
        shown
      )
      return (.text(change.name), [asked])
    }
    let notes = facts.notes
    let text = Sentence.requestNote(unit.description, facts.state.name)[planner.language]
    let note = try AddVerb.capture(
      [
        notes.notes.name, "\(notes.noteUnit.name)=\(unit)", "\(notes.text.name)=\(text)",
      ],
      writer,
      zone: planner.planner.zone
    ).answer
    var told = Answer([:], note.blocks)
    told.warnings = [
      .mayNotPutIntoRepair("\(row)", name, change.permission ?? facts.state.name)
    ]
    return (.text(notes.notes.name), [told])
  }

  // What a 403 taught goes before what the log-in said.
  private func mayAsk(for action: Action) throws -> Bool {
    if let method = ResourceMethod(rawValue: action.method),
      try writer.reader.deniedRights().contains(DeniedRight(resource: action.name, method: method))
    {
      return false
    }
    guard let needed = action.permission, !permission.isEmpty else { return true }
    return writer.layout.catalog.permission(permission, reaches: needed)
  }
}
