/// A language that every sentence exists in.
package enum Language: String, Sendable, CaseIterable {
  case english = "en"
  case french = "fr"

  /// The language that the environment asks for: `LC_ALL` before `LC_MESSAGES` before `LANG`.
  static func asked(in environment: [String: String]) -> Language {
    let locale = firstSet(["LC_ALL", "LC_MESSAGES", "LANG"], in: environment)
    let language = locale.prefix { $0.isLetter }.lowercased()
    return language == "fr" ? .french : .english
  }

  /// Whether the environment's terminal shows more than ASCII.
  static func isUTF8(in environment: [String: String]) -> Bool {
    let locale = firstSet(["LC_ALL", "LC_CTYPE", "LANG"], in: environment).lowercased()
    return locale.contains("utf-8") || locale.contains("utf8")
  }

  private static func firstSet(_ names: [String], in environment: [String: String]) -> String {
    names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
  }
}
