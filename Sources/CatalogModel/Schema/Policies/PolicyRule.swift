/// Who wins in a resource or in one of its columns, said outside the catalog.
package struct PolicyRule: Sendable, Equatable {
  /// The resource.
  package let resource: String
  /// The column; nothing for the whole resource.
  package let column: String?
  /// Who wins.
  package let policy: ConflictPolicy

  /// A rule for a column, or for a whole resource.
  package init(resource: String, column: String?, policy: ConflictPolicy) {
    self.resource = resource
    self.column = column
    self.policy = policy
  }

  /// A rule by its name, `repairs` or `repairs.outcome`.
  package init(named name: String, policy: ConflictPolicy) {
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    self.init(
      resource: parts.first ?? "",
      column: parts.count > 1 ? parts[1] : nil,
      policy: policy
    )
  }

  /// The rule's name, `repairs` or `repairs.outcome`.
  package var name: String { [resource, column].compactMap(\.self).joined(separator: ".") }
}
