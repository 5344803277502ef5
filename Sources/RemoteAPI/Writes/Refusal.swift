/// The server's no, in its own words.
package struct Refusal: Sendable, Equatable {
  /// The HTTP status.
  package let status: Int
  /// The server's words, cut to a bounded length; raw, to be escaped before a terminal.
  package let words: String
  /// What is wrong with each column, where the server tells.
  package let fields: [String: String]

  /// A refusal with its parts.
  package init(status: Int, words: String, fields: [String: String] = [:]) {
    self.status = status
    self.words = words
    self.fields = fields
  }
}

extension Refusal {
  /// The words, and what is wrong with each field, where the words do not say so themselves.
  package var wholeWords: String {
    let reasons = fields.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
      .filter { !words.contains($0) }
    return ([words] + reasons).filter { !$0.isEmpty }.joined(separator: "; ")
  }
}
