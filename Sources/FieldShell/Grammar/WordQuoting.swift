/// Writes words as a line that this program and a POSIX shell read as the same words.
enum WordQuoting {
  /// The line of a command of this program, its name in front.
  static func line(_ words: [String]) -> String {
    (["fieldsync"] + words.map(quoted)).joined(separator: " ")
  }

  private static func quoted(_ word: String) -> String {
    let isPlain = !word.isEmpty && word.unicodeScalars.allSatisfy(isPlain)
    guard !isPlain else { return word }
    return "'"
      + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }

  // An equals sign and a colon divide a word for us only.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "-", "=", ":", ".", ",", "/", "+", "@": true
    default: false
    }
  }
}
