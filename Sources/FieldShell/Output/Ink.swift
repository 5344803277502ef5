/// What a colour means; never the only carrier of a meaning.
enum Ink: Sendable, Equatable {
  case plain
  case dim
  case strong
  case good
  case warning
  case bad

  /// The escape sequence that begins the ink, nothing for plain text.
  var sequence: String? {
    switch self {
    case .plain: nil
    case .dim: "\u{1B}[2m"
    case .strong: "\u{1B}[1m"
    case .good: "\u{1B}[32m"
    case .warning: "\u{1B}[33m"
    case .bad: "\u{1B}[31m"
    }
  }
}
