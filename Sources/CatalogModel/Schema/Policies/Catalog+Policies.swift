extension Catalog {
  /// The catalog with conflicts decided by these rules instead of its own.
  ///
  /// A rule for a resource holds where one side deleted a row, and in its columns that have no policy of
  /// their own; a rule for a column stands over both. Rules about what the catalog does not have, or
  /// about what nobody types, change nothing; ``has(_:)`` tells them.
  package func deciding(_ rules: [PolicyRule]) -> Catalog {
    var catalog = self
    for rule in rules where rule.column == nil {
      guard let index = catalog.resources.firstIndex(where: { $0.name == rule.resource }) else {
        continue
      }
      catalog.resources[index].decide(rule.policy)
    }
    for rule in rules {
      guard let column = rule.column, has(rule),
        let index = catalog.resources.firstIndex(where: { $0.name == rule.resource })
      else { continue }
      catalog.resources[index].decide(rule.policy, of: column)
    }
    return catalog
  }

  /// Whether a rule is about a resource that the catalog has, or about a column of one that people
  /// write.
  package func has(_ rule: PolicyRule) -> Bool {
    guard let resource = self[rule.resource] else { return false }
    return rule.column.map { resource.column($0)?.role == .data } ?? true
  }
}

extension Resource {
  fileprivate mutating func decide(_ policy: ConflictPolicy) {
    self.policy = policy
    for index in columns.indices where !columns[index].hasOwnPolicy {
      columns[index].policy = policy
    }
  }

  fileprivate mutating func decide(_ policy: ConflictPolicy, of column: String) {
    guard let index = columns.firstIndex(where: { $0.name == column }) else { return }
    columns[index].policy = policy
    columns[index].hasOwnPolicy = true
  }
}
