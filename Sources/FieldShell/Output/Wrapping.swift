/// Breaks sentences into lines.
enum Wrapping {
  /// Breaks a text into lines, none wider than asked unless a single word is.
  ///
  /// French puts a blank before `:` and inside guillemets; a line is never broken there. Blanks at
  /// the beginning indent the first line.
  ///
  /// - Parameters:
  ///   - text: what to break.
  ///   - width: columns of a line.
  ///   - indent: what every line but the first begins with.
  ///   - breaksWords: whether a word wider than a line is broken too.
  /// - Returns: the lines, at least one.
  static func lines(
    _ text: String,
    width: Int,
    indent: String = "",
    breaksWords: Bool = false
  ) -> [String] {
    var lines: [String] = []
    var line = String(text.prefix { $0 == " " })
    var isEmpty = true
    for word in unbreakable(text.dropFirst(line.count)) {
      let pieces = breaksWords ? pieces(of: word, width: width - indent.count) : [word]
      for (number, piece) in pieces.enumerated() {
        if isEmpty {
          line += piece
        } else if number == 0, DisplayWidth.of(line) + 1 + DisplayWidth.of(piece) <= width {
          line += " " + piece
        } else {
          lines.append(line)
          line = indent + piece
        }
        isEmpty = false
      }
    }
    return lines + [line]
  }

  private static func pieces(of word: String, width: Int) -> [String] {
    guard width > 0, DisplayWidth.of(word) > width else { return [word] }
    var pieces: [String] = []
    var piece = ""
    for character in word {
      if DisplayWidth.of(piece) + DisplayWidth.of(String(character)) > width {
        pieces.append(piece)
        piece = ""
      }
      piece.append(character)
    }
    return pieces + [piece]
  }

  private static func unbreakable(_ text: Substring) -> [String] {
    var words: [String] = []
    for part in text.split(separator: " ", omittingEmptySubsequences: false) {
      let staysWithLast = [":", ";", "?", "!", "»"].contains { part.hasPrefix($0) }
      if let last = words.last, staysWithLast || last.hasSuffix("«") {
        words[words.count - 1] = last + " " + part
      } else {
        words.append(String(part))
      }
    }
    return words
  }
}
