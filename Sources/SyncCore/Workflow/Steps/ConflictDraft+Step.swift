import CatalogModel
import ReplicaStore

extension ConflictDraft {
  /// A step of which the repair moved on: both sides' states, and what the step would have sent.
  init(row: RowReference, of step: WorkflowStep, _ standing: RepairStanding) {
    let state = FieldValue.text(step.state)
    var columns = [
      ConflictColumn(
        column: StepColumn.state.rawValue,
        base: state,
        mine: state,
        theirs: .text(standing.state.ident)
      )
    ]
    var values = step.inputs.mapValues(\.fieldValue)
    if let event = step.event { values["event"] = .text(event) }
    columns += values.sorted { $0.key < $1.key }.map { name, value in
      ConflictColumn(column: name, base: .null, mine: value, theirs: .null)
    }
    let last = standing.newer?.first
    self.init(
      row: row,
      kind: .workflow,
      columns: columns,
      theirsBy: last?.by,
      theirsAt: last?.at
    )
  }
}
