import CatalogModel
import SyncCore

/// What the verbs know of the workflow of repairs.
struct WorkflowFacts {
  let unit: UnitFacts
  let actions: WorkflowActions
  let repairUnit: ResourceColumn

  /// - Throws: ``ShellError`` with code `not-in-catalog`.
  init(_ facts: FactReader) throws(ShellError) {
    unit = try UnitFacts(facts)
    guard let actions = WorkflowActions(facts.catalog) else {
      throw facts.lack("repair_current_state, repair_send_inputs, repair_send_events")
    }
    self.actions = actions
    repairUnit = try facts.link(from: actions.repairs, to: unit.units)
  }
}
