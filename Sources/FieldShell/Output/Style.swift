/// How text is written on one output.
struct Style: Sendable, Equatable {
  var language: Language
  /// Columns of the terminal; nothing where the output is not one.
  var width: Int?
  var usesColour: Bool
  /// Whether only ASCII shows.
  var isASCII: Bool

  /// What stands where text was cut.
  var ellipsis: String { isASCII ? "..." : "…" }

  /// One of our sentences, or words from outside, as this output shows it.
  func shown(_ sentence: Sentence) -> String { shown(sentence[language]) }

  /// Words from anywhere as this output shows them.
  func shown(_ text: String) -> String {
    let visible = Visible.text(text)
    return isASCII ? Visible.ascii(visible) : visible
  }

  /// Text between the escape sequences of an ink, where the output takes them.
  func inked(_ text: String, _ ink: Ink) -> String {
    guard usesColour, let sequence = ink.sequence, !text.isEmpty else { return text }
    return "\(sequence)\(text)\u{1B}[0m"
  }
}
