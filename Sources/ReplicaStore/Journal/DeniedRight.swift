package import CatalogModel

/// A method that the server answered with 403 since the last log-in: a warning, never a refusal.
package struct DeniedRight: Sendable, Hashable {
  /// The resource's name.
  package let resource: String
  /// The method that was denied.
  package let method: ResourceMethod

  /// A denied method of a resource.
  package init(resource: String, method: ResourceMethod) {
    self.resource = resource
    self.method = method
  }
}
