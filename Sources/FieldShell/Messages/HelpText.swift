/// What help says about a verb.
struct HelpText: Sendable {
  /// One line, for the list of verbs.
  let summary: Sentence
  /// Paragraphs, for the verb's own page.
  let details: [Sentence]
  /// Command lines to try, the same in every language.
  let examples: [String]
}
