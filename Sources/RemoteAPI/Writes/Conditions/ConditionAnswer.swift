package import CatalogModel

/// Whether a server changes rows by a search.
package struct ConditionAnswer: Sendable, Equatable, TimedAnswer {
  /// Whether it does.
  package let isAble: Bool
  /// The server's clock at the answer.
  package let serverTime: NaiveTime?
}
