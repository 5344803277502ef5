package import CatalogModel

/// A row named by its resource and key.
package struct RowReference: Sendable, Hashable {
  /// The resource's name.
  package let resource: String
  /// The row's key in it.
  package let key: RowKey

  /// The row of a resource with that key.
  package init(resource: String, key: RowKey) {
    self.resource = resource
    self.key = key
  }
}

extension RowReference: CustomStringConvertible {
  /// `repairs new:7`.
  package var description: String { "\(resource) \(key)" }
}
