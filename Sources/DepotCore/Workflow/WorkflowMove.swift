import CatalogModel

/// One way out of a state.
struct WorkflowMove: Sendable {
  /// The event that takes it; nothing where sending the inputs does.
  let event: String?
  /// The value of an input that it takes beside; nothing where any will do.
  let condition: (input: String, value: JSONNode)?
  let next: String

  static func on(_ event: String, to next: String) -> WorkflowMove {
    WorkflowMove(event: event, condition: nil, next: next)
  }

  static func on(
    _ event: String,
    where input: String,
    is value: JSONNode,
    to next: String
  ) -> WorkflowMove {
    WorkflowMove(event: event, condition: (input, value), next: next)
  }

  static func onInputs(to next: String) -> WorkflowMove {
    WorkflowMove(event: nil, condition: nil, next: next)
  }

  func applies(to event: String?, inputs: [String: JSONNode]) -> Bool {
    guard event == self.event else { return false }
    return condition.map { inputs[$0.input] == $0.value } ?? true
  }
}
