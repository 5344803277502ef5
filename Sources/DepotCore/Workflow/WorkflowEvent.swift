import CatalogModel

/// Something that may happen in a state of a repair: an *event specification* of the documents.
struct WorkflowEvent: Sendable {
  /// The event that reports a failure of the technician's own tools.
  static let toolFailure = "ERROR_EVENT"

  let ident: String
  let label: LocalText

  func node(in language: AnswerLanguage) -> JSONNode {
    .object(["ident": .text(ident), "label": .text(label.text(in: language))])
  }
}
