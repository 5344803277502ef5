/// One `--name` of a verb.
struct Option: Sendable, Equatable {
  /// The name without the dashes.
  let name: String
  /// How help names its value; nothing for a plain switch.
  let placeholder: String?
  let help: Sentence

  /// A switch, present or not.
  static func flag(_ name: String, _ help: Sentence) -> Option {
    Option(name: name, placeholder: nil, help: help)
  }

  /// An option that takes a value, as the next word or after `=`.
  static func value(_ name: String, _ placeholder: String, _ help: Sentence) -> Option {
    Option(name: name, placeholder: placeholder, help: help)
  }

  /// Options that every verb takes.
  static let common: [Option] = [
    .value("home", "DIR", .homeOption),
    .flag("json", .jsonOption),
    .flag("help", .helpOption),
  ]

  /// How the usage line and the list of options show it.
  var usage: String {
    placeholder.map { "--\(name) \($0)" } ?? "--\(name)"
  }
}
