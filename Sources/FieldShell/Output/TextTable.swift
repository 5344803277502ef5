/// A list for people, whatever it will be printed on.
struct TextTable: Sendable, Equatable {
  /// One column of a list.
  struct Column: Sendable, Equatable {
    let title: Sentence
    /// Whether its values are never cut, such as keys that people type again.
    var isWhole = false
    /// Whether its values stand right, as numbers do.
    var isNumber = false

    init(_ title: Sentence, isWhole: Bool = false, isNumber: Bool = false) {
      self.title = title
      self.isWhole = isWhole
      self.isNumber = isNumber
    }
  }

  /// One value of a list.
  struct Cell: Sendable, Equatable {
    let text: Sentence
    let ink: Ink

    /// Our own words.
    init(_ text: Sentence, _ ink: Ink = .plain) {
      self.text = text
      self.ink = ink
    }

    /// Words from outside.
    init(_ text: String, _ ink: Ink = .plain) { self.init(Sentence(verbatim: text), ink) }
  }

  /// What happens to values that do not fit on a terminal.
  enum Overflow: Sendable, Equatable {
    /// They are cut, and columns at the end may go: an overview.
    case cut
    /// They go on below: every word counts.
    case wrap
  }

  let columns: [Column]
  let rows: [[Cell]]
  /// Whether the titles are printed on a terminal.
  var hasTitles = true
  var overflow = Overflow.wrap
  /// Whether it explains rather than lists, and so stays aligned when it is piped.
  var isExplanation = false
}
