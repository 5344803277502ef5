/// A text in the two languages that the server speaks.
struct LocalText: Sendable, Equatable {
  let english: String
  let french: String

  init(_ english: String, fr french: String) {
    self.english = english
    self.french = french
  }

  func text(in language: AnswerLanguage) -> String {
    switch language {
    case .english: english
    case .french: french
    }
  }
}
