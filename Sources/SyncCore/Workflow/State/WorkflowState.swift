package import CatalogModel

/// A state that a repair is in: what it asks for and what may happen, as `current_state` tells it in one
/// language.
package struct WorkflowState: Sendable, Equatable {
  /// By what the server knows it.
  package let ident: String
  /// What people read.
  package let name: String
  /// What is to be done.
  package let about: String
  /// What has to be entered, in the server's order.
  package let inputs: [WorkflowInput]
  /// What may happen, in the server's order; where there is none, the inputs move the repair on.
  package let events: [WorkflowEvent]

  /// Whether the repair has come to its end: nothing is asked for and nothing can happen.
  package var isLast: Bool { inputs.isEmpty && events.isEmpty }

  /// A state with its parts.
  init(
    ident: String,
    name: String,
    about: String = "",
    inputs: [WorkflowInput],
    events: [WorkflowEvent]
  ) {
    self.ident = ident
    self.name = name
    self.about = about
    self.inputs = inputs
    self.events = events
  }

  /// A state as the data of `current_state` tells it; nothing where it has no name.
  package init?(_ node: JSONNode) {
    guard let ident = node["ident"]?.plainText, !ident.isEmpty else { return nil }
    self.init(
      ident: ident,
      name: node["name"]?.plainText ?? ident,
      about: node["description"]?.plainText ?? "",
      inputs: node["inputs"]?.items.compactMap(WorkflowInput.init) ?? [],
      events: node["events"]?.items.compactMap(WorkflowEvent.init) ?? []
    )
  }

  /// The input of that name.
  package subscript(input ident: String) -> WorkflowInput? { inputs.first { $0.ident == ident } }

  /// Whether a step may be taken in this state: its event is offered, and what was entered fits.
  func takes(_ step: WorkflowStep) -> Bool {
    if step.event == WorkflowEvent.toolFailure { return offers(WorkflowEvent.toolFailure) }
    return step.event.map(offers) ?? true && fault(in: step.inputs) == nil
  }

  /// Whether an event may happen in this state.
  package func offers(_ event: String) -> Bool { events.contains { $0.ident == event } }

  /// The first rule that values break, by the input that it is of: what is entered wrongly and what is
  /// surplus, then what is missing.
  package func fault(in values: [String: JSONNode]) -> (input: String, fault: WorkflowFault)? {
    for (ident, value) in values.sorted(by: { $0.key < $1.key }) {
      guard let input = self[input: ident] else { return (ident, .surplus(inputs.map(\.ident))) }
      do { try input.rule.check(value) } catch { return (ident, error) }
    }
    return inputs.first { values[$0.ident] == nil }.map { ($0.ident, .missing) }
  }
}
