import CatalogModel

/// The commands that do the same as a verb of a technician's day, said and not done.
enum DayExplanation {
  /// The commands as lines that can be typed, and that nothing was done.
  static func answer(_ commands: [[String]]) -> Answer {
    Answer(
      [
        "state": .text("explained"),
        "plan": .array(commands.map { .object(step($0)) }),
      ],
      commands.map { .line(WordQuoting.line($0), .strong) } + [.sentence(.nothingDone, .dim)]
    )
  }

  /// One command for scripts.
  static func step(_ words: [String]) -> [String: JSONNode] {
    [
      "command": .text(words.first ?? ""),
      "words": .array(words.dropFirst().map(JSONNode.text)),
      "line": .text(WordQuoting.line(words)),
    ]
  }
}
