/// Completes the word before the cursor.
package protocol Completing: Sendable {
  /// The words that may stand where the last, perhaps empty, word of `line` is.
  func completions(of line: String) -> [String]
}
