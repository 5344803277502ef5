package import CatalogModel
import ReplicaStore

/// A step of a repair's workflow that waits: what was entered for a state, and the event that follows.
package struct WorkflowStep: Sendable, Equatable {
  /// The repair.
  package let repair: RowKey
  /// The state in which it means something.
  package let state: String
  /// The newest entry of the repair's history when it was asked for; nothing where that was not known.
  package let entry: Int64?
  /// Whether the state is one that an earlier step is likely to lead to.
  package let isRehearsed: Bool
  /// What was entered, by the names of the inputs.
  package let inputs: [String: JSONNode]
  /// The event; nothing where the inputs are all.
  package let event: String?

  /// The payload's name for an event.
  static let event = "event"

  /// A step with its parts.
  package init(
    repair: RowKey,
    state: String,
    entry: Int64?,
    isRehearsed: Bool,
    inputs: [String: JSONNode],
    event: String?
  ) {
    self.repair = repair
    self.state = state
    self.entry = entry
    self.isRehearsed = isRehearsed
    self.inputs = inputs
    self.event = event
  }

  /// A step as the values of a call of one of the workflow's actions; nothing where they are none.
  package init?(_ action: Action, _ values: RowFields) {
    guard action.delivery == .workflow, let parameter = action.subject?.parameter,
      let repair = values[parameter].flatMap(RowKey.init),
      case .text(let state)? = values[StepColumn.state.rawValue]
    else { return nil }
    var entry: Int64?
    if case .integer(let number)? = values[StepColumn.entry.rawValue] { entry = number }
    var event: String?
    if case .text(let ident)? = values[Self.event] { event = ident }
    self.init(
      repair: repair,
      state: state,
      entry: entry,
      isRehearsed: values[StepColumn.rehearsed.rawValue] == .boolean(true),
      inputs: values[StepColumn.inputs.rawValue].map(JSONNode.init)?.members ?? [:],
      event: event
    )
  }

  /// The action under whose name it waits.
  package func action(_ actions: WorkflowActions) -> Action {
    event == nil ? actions.inputs : actions.events
  }

  /// The values of that action's call.
  package func values(_ actions: WorkflowActions) -> RowFields {
    var values: RowFields = [
      actions.parameter: repair.value,
      StepColumn.state.rawValue: .text(state),
      StepColumn.inputs.rawValue: JSONNode.object(inputs).fieldValue,
    ]
    if isRehearsed { values[StepColumn.rehearsed.rawValue] = .boolean(true) }
    if let entry { values[StepColumn.entry.rawValue] = .integer(entry) }
    if let event { values[Self.event] = .text(event) }
    return values
  }
}
