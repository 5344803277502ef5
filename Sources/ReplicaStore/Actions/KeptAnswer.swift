package import CatalogModel

/// What an action that reads answered, and when that was true.
package struct KeptAnswer: Sendable, Equatable {
  /// The whole answer.
  package let answer: JSONNode
  /// When, by the server's clock; by the laptop's where the server told no time.
  package let answeredAt: NaiveTime?
  /// Whose answer it was: another account may see something else.
  package let user: String?

  /// An answer with its time.
  package init(answer: JSONNode, answeredAt: NaiveTime?, user: String?) {
    self.answer = answer
    self.answeredAt = answeredAt
    self.user = user
  }
}
