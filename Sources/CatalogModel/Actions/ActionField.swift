/// One value that an action takes in its payload.
package struct ActionField: Sendable, Equatable {
  /// The member's name, or words in angle brackets where only the server knows the name.
  package let name: String
  /// The type as the catalog writes it: a column type, `object`, `any` or `integer-or-text`.
  package let type: String
  /// Whether the action is refused without it.
  package let isRequired: Bool
  /// The only values the documents allow; empty where any will do.
  package let options: [String]
  /// The least and the greatest number allowed.
  package let range: ClosedRange<Int>?
  /// Whether the value must never be stored, logged or exported.
  package let isSecret: Bool
}
