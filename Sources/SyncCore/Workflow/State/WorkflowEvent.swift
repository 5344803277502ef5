import CatalogModel

/// Something that a state of a repair lets happen.
package struct WorkflowEvent: Sendable, Equatable {
  /// The event that reports a failure of the technician's own tools; it needs no inputs.
  package static let toolFailure = "ERROR_EVENT"

  /// By what it is sent.
  package let ident: String
  /// What people read, in the language of the answer.
  package let label: String

  /// An event as `current_state` tells it; nothing where it has no name.
  init?(_ node: JSONNode) {
    guard let ident = node["ident"]?.plainText, !ident.isEmpty else { return nil }
    self.ident = ident
    label = node["label"]?.plainText ?? ident
  }

  /// An event of which only the name is known.
  init(ident: String) {
    self.ident = ident
    label = ident
  }
}
