import CatalogModel

/// A state that a repair can be in: what it asks for, what may happen, and where that leads.
struct WorkflowStep: Sendable {
  let ident: String
  let name: LocalText
  let description: LocalText
  var parameters: [String: JSONNode] = [:]
  var inputs: [WorkflowInput] = []
  var events: [WorkflowEvent] = []
  var moves: [WorkflowMove] = []
  /// How a repair that arrives here ended; nothing where it goes on.
  var outcome: String?

  /// The state as `current_state` shows it.
  func node(in language: AnswerLanguage) -> JSONNode {
    .object([
      "ident": .text(ident), "name": .text(name.text(in: language)),
      "description": .text(description.text(in: language)), "parameters": .object(parameters),
      "inputs": .array(inputs.map { $0.node(in: language) }),
      "events": .array(events.map { $0.node(in: language) }),
    ])
  }

  /// Why inputs are not taken, by their names; nothing where all of them are.
  func objections(to values: [String: JSONNode]) -> [String: String] {
    var objections: [String: String] = [:]
    for input in inputs {
      guard let value = values[input.ident] else {
        objections[input.ident] = "is required"
        continue
      }
      objections[input.ident] = input.kind.objection(to: value)
    }
    for name in values.keys where !inputs.contains(where: { $0.ident == name }) {
      objections[name] = "is not asked for in this state"
    }
    return objections
  }
}
