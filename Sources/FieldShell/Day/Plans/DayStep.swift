import CatalogModel

/// One of the commands that a verb of a technician's day stands for.
struct DayStep: Sendable, Equatable {
  /// What the command is.
  enum Command: String, Sendable {
    case add, set, delete
    case `do`
  }

  /// One word behind the command.
  enum Word: Sendable, Equatable {
    case text(String)
    /// `COLUMN=` and the key of the row that an earlier step adds, by that step's place in the plan.
    case added(column: String, step: Int)
  }

  let command: Command
  let words: [Word]

  /// A command of which every word is known.
  static func plain(_ command: Command, _ words: String...) -> DayStep {
    DayStep(command: command, words: words.map(Word.text))
  }

  /// The words as they are typed, with the keys of the rows that earlier steps added.
  func words(_ keys: [RowKey?]) -> [String] {
    words.map { word in
      switch word {
      case .text(let text): text
      case .added(let column, let step):
        "\(column)=\(keys.indices.contains(step) ? keys[step]?.description ?? "" : "")"
      }
    }
  }
}
