package import CatalogModel

/// One thing that may be chosen: what is sent for it, and what people read.
package struct WorkflowOption: Sendable, Equatable {
  /// What is sent.
  package let value: JSONNode
  /// What people read.
  package let label: String

  /// An option as the server lists it; a plain value is its own label.
  init(_ node: JSONNode) {
    value = node["value"] ?? node
    if case .text(let text)? = node["label"] {
      label = text
    } else {
      label = Self.text(value)
    }
  }

  /// The value as a person types it.
  package var typed: String { Self.text(value) }

  private static func text(_ node: JSONNode) -> String {
    if case .text(let text) = node { text } else { node.description }
  }
}
