/// Words for people in every language of the program.
///
/// A sentence without one of its languages does not compile: adding a language means adding a
/// property here and answering the compiler.
struct Sentence: Sendable, Equatable {
  let english: String
  let french: String

  /// A sentence of ours.
  init(en english: String, fr french: String) {
    self.english = english
    self.french = french
  }

  /// Words that are nobody's language: names, values, a server's own words.
  init(verbatim text: String) {
    english = text
    french = text
  }

  /// The sentence in one language.
  subscript(language: Language) -> String {
    switch language {
    case .english: english
    case .french: french
    }
  }

  /// Two sentences one after the other.
  static func + (left: Sentence, right: Sentence) -> Sentence {
    Sentence(en: "\(left.english) \(right.english)", fr: "\(left.french) \(right.french)")
  }

  /// A number with its noun.
  ///
  /// French takes the singular up to, not including, two.
  static func count(
    _ number: Int,
    en nouns: (one: String, many: String),
    fr noms: (un: String, plusieurs: String)
  ) -> Sentence {
    Sentence(
      en: "\(number) \(number == 1 ? nouns.one : nouns.many)",
      fr: "\(number) \(abs(number) < 2 ? noms.un : noms.plusieurs)"
    )
  }
}
