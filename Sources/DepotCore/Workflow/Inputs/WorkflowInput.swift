import CatalogModel

/// A value that a state of a repair asks for: an *input specification* of the API's documents.
struct WorkflowInput: Sendable {
  let ident: String
  let label: LocalText
  let kind: WorkflowInputKind
  /// Where the value comes from instead of a person: `app`, `product` or `printer`.
  var source: String?

  /// The specification as `current_state` shows it.
  func node(in language: AnswerLanguage) -> JSONNode {
    var members: [String: JSONNode] = [
      "ident": .text(ident), "label": .text(label.text(in: language)),
      "data_type": .text(kind.dataType),
    ]
    members.merge(kind.members(in: language)) { $1 }
    if let source { members["source"] = .text(source) }
    return .object(members)
  }
}
