/// Where a resource is found under the API's prefix.
package struct ResourcePaths: Sendable, Equatable {
  /// The path of the list, without a slash at either end.
  package let list: String
  /// The path above the path of each row.
  package let row: String
  /// What is always asked of the list besides, by name.
  package let parameters: [String: String]

  /// Paths and parameters; where rows stand under their list, it is named once.
  package init(list: String, row: String? = nil, parameters: [String: String] = [:]) {
    self.list = list
    self.row = row ?? list
    self.parameters = parameters
  }
}
