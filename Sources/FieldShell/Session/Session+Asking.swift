import Foundation

extension Session {
  /// Whether a person sits there and can be asked.
  var asksPeople: Bool {
    let terminal = context.terminal()
    return terminal.isInput && terminal.isOutput && !usesJSON && !readsScript
  }

  /// What a person answers, in small letters and without blanks around it; nothing at the end of
  /// the input.
  func ask(_ question: Sentence) -> String? {
    let line = context.input.line(prompt: output.style.shown(question), completer: nil)
    guard let line else { return nil }
    let words = line.split(separator: " ").joined(separator: " ")
    return words.count == 1 ? words.lowercased() : words
  }

  /// What a person types as it stands, but for blanks around it; nothing at the end of the input.
  func typed(_ question: Sentence) -> String? {
    context.input.line(prompt: output.style.shown(question), completer: nil)
      .map { $0.trimmingCharacters(in: .whitespaces) }
  }

  /// Whether a person says yes; Enter alone says no.
  func isConfirmed(_ question: Sentence) -> Bool {
    guard let answer = ask(question) else { return false }
    return ["y", "yes", "o", "oui"].contains(answer.lowercased())
  }
}
