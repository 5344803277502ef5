/// Every verb: what parsing, help and completion go by.
struct VerbTable: Sendable {
  /// Verbs in the order in which help lists them.
  let verbs: [Verb]

  /// The verbs of this program.
  static let all = VerbTable(verbs: [
    InitVerb.verb, LoginVerb.verb, LogoutVerb.verb, SyncVerb.verb, StatusVerb.verb,
    ListVerb.verb, ShowVerb.verb, ScanVerb.verb, AddVerb.verb, SetVerb.verb, DeleteVerb.verb,
    DoVerb.verb, ProductVerb.verb, RepairVerbs.repair, RepairVerbs.symptom, RepairVerbs.part,
    ApplianceVerb.verb, WorkflowVerb.verb, AlertVerb.verb,
    QueueVerb.verb, ConflictsVerb.verb, ResolveVerb.verb, LogVerb.verb,
    UndoVerb.verb, RedoVerb.verb, OutboxVerb.verb, AgentVerb.verb, ConfigVerb.verb,
    SQLVerb.verb, CatalogVerb.verb, ScopeVerb.verb, HelpVerb.verb, VersionVerb.verb,
    ShellVerb.verb, RunVerb.verb,
  ])

  /// The verb of that name.
  subscript(name: String) -> Verb? { verbs.first { $0.name == name } }

  /// The error for a word that is no verb.
  func unknownVerb(_ word: String) -> ShellError {
    let nearest = NearestWord.suggestion(for: word, among: verbs.map(\.name))
    return ShellError(.unknownVerb, .unknownVerb(word, nearest: nearest), exit: .usage)
  }
}
