/// One place for words in a verb's command line.
struct Operand: Sendable, Equatable {
  /// What stands there; completion offers accordingly.
  enum Kind: Sendable, Equatable {
    case resource
    case key
    case assignment
    case condition
    case verb
    case number
    case file
    case choice([String])
    case decision
    case action
    case field
    case word
    /// Everything to the end of the line, quotes and all.
    case rest
  }

  /// How many words may stand there.
  enum Arity: Sendable, Equatable {
    case one
    case optional
    case many
  }

  let kind: Kind
  let arity: Arity
  /// How help names it: `RES`.
  let placeholder: String

  static let resource = Operand(kind: .resource, arity: .one, placeholder: "RES")
  static let key = Operand(kind: .key, arity: .one, placeholder: "KEY")
  static let assignments = Operand(kind: .assignment, arity: .many, placeholder: "COL=VALUE")

  /// Whether at least one word must stand there.
  var isNeeded: Bool {
    switch arity {
    case .one: true
    case .optional: false
    case .many: kind == .assignment || kind == .rest
    }
  }

  /// How the usage line shows it.
  var usage: String {
    switch arity {
    case .one: placeholder
    case .optional: "[\(placeholder)]"
    case .many where isNeeded: "\(placeholder)…"
    case .many: "[\(placeholder)]…"
    }
  }
}
