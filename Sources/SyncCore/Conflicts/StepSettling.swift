import CatalogModel
import ReplicaStore

/// Settles a step of a workflow whose repair moved on while it waited.
struct StepSettling {
  let writer: ReplicaWriter
  let conflict: Conflict
  let now: NaiveTime

  /// Takes the step in the state where the repair is now (`mine`), or gives it up (`theirs`).
  ///
  /// - Throws: ``ResolutionError`` for a decision by column, and where the present state does not take the
  ///   step; ``ReplicaError`` when the database cannot be written.
  func settle(_ decision: ConflictDecision) throws {
    switch decision {
    case .mine: try takeInPresentState()
    case .theirs: try giveUp()
    case .columns:
      throw ResolutionError(code: .wholeRowOnly, subject: String(conflict.number))
    }
  }

  private func takeInPresentState() throws {
    guard let call = try writer.reader.call(conflict.row),
      let step = WorkflowStep(call.action, call.values),
      let actions = WorkflowActions(writer.layout.catalog),
      let known = try KnownStates(writer.reader, actions, language: "en").state(of: step.repair),
      known.state.takes(step)
    else { throw ResolutionError(code: .stepDoesNotFit, subject: "\(conflict.row)") }
    let moved = WorkflowStep(
      repair: step.repair,
      state: known.state.ident,
      entry: known.entry,
      isRehearsed: false,
      inputs: step.inputs,
      event: step.event
    )
    let values = moved.values(actions)
      .merging([StepColumn.rehearsed.rawValue: .boolean(false)]) { $1 }
    try writer.amend(call, values)
    try writer.renew([call.change], now: now)
    _ = try close(keepsMine: true)
  }

  private func giveUp() throws {
    let pending = try writer.reader.pendingRow(conflict.row)
    let entry = try pending.flatMap { try writer.reader.queueEntry(of: $0) }
    let noted = try close(keepsMine: false)
    try writer.close(entry?.changes ?? [], outcome: .superseded, givenUpBy: noted)
  }

  // What was typed stays in the journal, whoever won.
  private func close(keepsMine: Bool) throws -> Int64 {
    let side = keepsMine ? "mine" : "theirs"
    try writer.closeConflict(conflict.number, decision: side, now: now)
    var detail: [String: JSONNode] = ["conflict": .integer(conflict.number), "kept": .text(side)]
    for column in conflict.columns where !keepsMine && !column.mine.isNull {
      detail[column.column] = JSONNode(column.mine)
    }
    return try writer.note(.resolved, row: conflict.row, detail: detail, now: now)
  }
}
