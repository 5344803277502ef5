/// Where lines come from: a person, a script, or a test.
package protocol LineSource: AnyObject {
  /// Waits for the next line.
  ///
  /// - Parameters:
  ///   - prompt: What a person sees before the cursor; never shown where no person types.
  ///   - completer: What completes a word being typed; nothing for plain questions.
  /// - Returns: The line without its end; nothing at the end of the input.
  func line(prompt: String, completer: (any Completing)?) -> String?

  /// A line that does not show while it is typed.
  func secret(prompt: String) -> String?
}
