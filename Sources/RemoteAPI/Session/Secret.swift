/// A text that never shows itself: a password or a token.
package struct Secret: Sendable, Hashable {
  /// The text itself, for the wire and the session file only.
  package let revealed: String

  /// Wraps a text.
  package init(_ text: String) {
    revealed = text
  }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Always the same word.
  package var description: String { "<secret>" }
  /// Always the same word.
  package var debugDescription: String { "<secret>" }
  /// Nothing to look into.
  package var customMirror: Mirror { Mirror(self, children: []) }
}
