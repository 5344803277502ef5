/// Which of the three streams are terminals, and how wide.
package struct Terminal: Sendable, Equatable {
  /// Whether lines come from a person.
  package var isInput: Bool
  /// Whether results go to a screen.
  package var isOutput: Bool
  /// Whether progress and errors go to a screen.
  package var isErrors: Bool
  /// Columns of the screen.
  package var width: Int

  /// Streams of which some are terminals.
  package init(isInput: Bool, isOutput: Bool, isErrors: Bool, width: Int) {
    self.isInput = isInput
    self.isOutput = isOutput
    self.isErrors = isErrors
    self.width = width
  }

  /// No terminal anywhere.
  package static let none = Terminal(isInput: false, isOutput: false, isErrors: false, width: 80)
}
