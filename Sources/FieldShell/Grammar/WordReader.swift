/// Splits a line into words, as a shell does.
///
/// Blanks separate words. Single quotes take everything as it is; double quotes let a backslash
/// protect `"` and itself; outside quotes a backslash protects any character. A `#` at the start of
/// a word begins a comment.
struct WordReader {
  private var words: [String] = []
  private var word = ""
  private var isInWord = false
  private var quote: Character?
  private var isEscaped = false
  private var isInComment = false

  /// The words of a line.
  ///
  /// - Throws: ``ShellError`` with code `open-quote` where a quote or a last backslash is left open.
  static func words(in line: String) throws(ShellError) -> [String] {
    var reader = WordReader()
    for character in line { reader.take(character) }
    guard reader.quote == nil, !reader.isEscaped else {
      throw ShellError(.openQuote, .openQuote(reader.quote ?? "\\"), exit: .usage)
    }
    reader.endWord()
    return reader.words
  }

  /// The complete words of a line that is still being typed, and the beginning of the last one.
  static func typed(_ line: String) -> (complete: [String], last: String) {
    var reader = WordReader()
    for character in line { reader.take(character) }
    return (reader.words, reader.word)
  }

  private mutating func take(_ character: Character) {
    if isInComment { return }
    if isEscaped {
      isEscaped = false
      if quote == "\"", character != "\"", character != "\\" { word.append("\\") }
      word.append(character)
    } else if character == "\\", quote != "'" {
      isEscaped = true
      isInWord = true
    } else if let open = quote {
      if character == open { quote = nil } else { word.append(character) }
    } else {
      takeBare(character)
    }
  }

  private mutating func takeBare(_ character: Character) {
    switch character {
    case " ", "\t", "\r", "\n", "\r\n": endWord()
    case "'", "\"":
      quote = character
      isInWord = true
    case "#" where !isInWord: isInComment = true
    default:
      word.append(character)
      isInWord = true
    }
  }

  private mutating func endWord() {
    if isInWord { words.append(word) }
    word = ""
    isInWord = false
  }
}
