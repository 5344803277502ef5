import CatalogModel

/// Finds the rule that a condition breaks whatever the rows are: without it such a condition would
/// answer with an empty list, as if there were nothing to find.
struct ConditionCheck {
  /// A rule of conditions.
  enum Rule {
    /// What is empty is neither smaller nor greater than anything.
    case emptyHasNoOrder
    /// Rows of another resource are the same or not; their numbers have no meaning.
    case linkHasNoOrder(resource: String)
    /// A list without values holds none.
    case listIsEmpty
    /// A day is neither equal nor unequal to one moment.
    case dayIsManyMoments
  }

  let typed: Condition
  let column: ResourceColumn

  /// Whether the condition names several values.
  var isAmong: Bool { [.isIn, .isNotIn].contains(typed.comparison) }

  private var isOrder: Bool {
    [.less, .atMost, .greater, .atLeast].contains(typed.comparison)
  }

  private var isPart: Bool { [.contains, .lacks, .like].contains(typed.comparison) }

  /// Refuses the condition where it breaks a rule.
  ///
  /// - Throws: ``ShellError`` with code `bad-condition`.
  func perform() throws(ShellError) {
    if isOrder, typed.value == "null" { throw fault(.emptyHasNoOrder) }
    if isAmong, ConditionReader.parts(of: typed.value).allSatisfy(\.isEmpty) {
      throw fault(.listIsEmpty)
    }
    guard let link = column.link else { return }
    // A number is a key, and keys that are texts may be looked for by a part of them.
    let isByKey = isOrder && Int64(typed.value) != nil || isPart && column.type == .text
    if isOrder || isPart, !isByKey { throw fault(.linkHasNoOrder(resource: link.resource)) }
  }

  /// The error for a rule that the condition breaks.
  func fault(_ rule: Rule) -> ShellError {
    ShellError(.badCondition, .condition(typed, breaks: rule), exit: .usage)
  }
}
