import CatalogModel

/// A value that a state of a repair asks for.
package struct WorkflowInput: Sendable, Equatable {
  /// By what it is sent.
  package let ident: String
  /// What people read, in the language of the answer.
  package let label: String
  /// What it takes.
  package let rule: WorkflowRule
  /// Where the value comes from instead of a person: `app`, `product`, `printer`; nothing for a person.
  package let source: String?

  /// An input as `current_state` tells it; nothing where it has no name.
  init?(_ node: JSONNode) {
    guard let ident = node["ident"]?.plainText, !ident.isEmpty else { return nil }
    self.ident = ident
    label = node["label"]?.plainText ?? ident
    rule = WorkflowRule(node)
    source = node["source"]?.plainText
  }

  /// An input of which only the name is known.
  init(ident: String) {
    self.ident = ident
    label = ident
    rule = .any
    source = nil
  }
}
