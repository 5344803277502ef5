/// A piece of what people read.
enum Block: Sendable, Equatable {
  /// One sentence, wrapped at the terminal's width.
  case sentence(Sentence, Ink)
  /// A line that stands as it is, such as an example.
  case line(String, Ink)
  /// A list.
  case table(TextTable)
  /// An empty line; nothing when piped.
  case gap

  /// One sentence in plain ink.
  static func sentence(_ sentence: Sentence) -> Block { .sentence(sentence, .plain) }
}
