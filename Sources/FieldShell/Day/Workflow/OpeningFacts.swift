import CatalogModel
import SyncCore

/// What the verbs know of how a repair is begun that follows a workflow.
struct OpeningFacts {
  let workflow: WorkflowFacts
  /// Finds or begins the repair of a unit.
  let open: Action
  /// The column of that action's call that holds the repair's key.
  let repairKey: String
  let states: StateFacts
  /// The state that a unit has to be in.
  let state: (name: String, number: Int)
  let notes: NoteFacts

  /// - Throws: ``ShellError`` with code `not-in-catalog`.
  init(_ facts: FactReader) throws(ShellError) {
    workflow = try WorkflowFacts(facts)
    open = try facts.action("get_repair", about: workflow.unit.units)
    guard let opened = open.opened, opened.resource == workflow.actions.repairs.name else {
      throw facts.lack("get_repair.opens")
    }
    repairKey = opened.member
    states = try StateFacts(facts)
    let name = "IN_REPAIR_SYSTEM"
    guard let number = facts.catalog.stateTransitions.numbers[name] else { throw facts.lack(name) }
    state = (name, number)
    notes = try NoteFacts(facts)
  }
}
