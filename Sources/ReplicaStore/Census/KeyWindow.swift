package import CatalogModel

/// Some of the keys that the replica believes the server to have.
package struct KeyWindow: Sendable, Equatable {
  /// Keys, ascending.
  package let keys: [RowKey]
  /// After which key the next window begins; nothing where there is none.
  package let next: RowKey?

  /// A window.
  package init(keys: [RowKey], next: RowKey?) {
    self.keys = keys
    self.next = next
  }
}
