package import CatalogModel

/// What the workflow of repairs stands on in a catalog: its actions, its history, and where a repair's own
/// row says how far it is.
///
/// The names that no link tells stand here and nowhere else.
package struct WorkflowActions: Sendable {
  /// Tells the state of a repair.
  package let state: Action
  /// Takes what was entered.
  package let inputs: Action
  /// Lets an event happen.
  package let events: Action
  /// Repairs.
  package let repairs: Resource
  /// The column of a repair with the state it is in.
  package let repairState: ResourceColumn
  /// The column of a repair with its newest entry of the history.
  package let repairEntry: ResourceColumn
  /// The columns of a repair that are filled when it has come to its end.
  package let repairEnd: [ResourceColumn]
  /// The steps that repairs have taken.
  package let history: Resource
  /// The repair that an entry is of.
  package let entryRepair: ResourceColumn
  /// The state that an entry leads away from.
  package let entryState: ResourceColumn
  /// The event of an entry.
  package let entryEvent: ResourceColumn
  /// What was entered before it.
  package let entryPayload: ResourceColumn
  /// The state that an entry leads to.
  package let entryNext: ResourceColumn

  /// What a catalog says; nothing where it has no such workflow.
  package init?(_ catalog: Catalog) {
    guard let state = catalog.action(named: "repair_current_state"), state.isRead,
      let inputs = catalog.action(named: "repair_send_inputs"), inputs.delivery == .workflow,
      let events = catalog.action(named: "repair_send_events"), events.delivery == .workflow,
      let subject = events.subject, inputs.subject == subject, state.subject == subject,
      let repairs = catalog[subject.resource],
      let history = events.proof.flatMap({ catalog[$0.resource] }),
      let repairState = repairs.column("workflow_state_id"),
      let repairEntry = repairs.columns.first(where: { $0.link?.resource == history.name }),
      let entryRepair = history.columns.first(where: { $0.link?.resource == repairs.name }),
      let entryState = history.column("current_state_id"),
      let entryEvent = history.column("event_id"),
      let entryPayload = history.column("payload"),
      let entryNext = history.column("next_state_id")
    else { return nil }
    self.state = state
    self.inputs = inputs
    self.events = events
    self.repairs = repairs
    self.repairState = repairState
    self.repairEntry = repairEntry
    repairEnd = ["outcome", "refurbishment_date"].compactMap(repairs.column)
    self.history = history
    self.entryRepair = entryRepair
    self.entryState = entryState
    self.entryEvent = entryEvent
    self.entryPayload = entryPayload
    self.entryNext = entryNext
  }

  /// The name of the parameter that names the repair.
  package var parameter: String { events.subject?.parameter ?? "" }
}
