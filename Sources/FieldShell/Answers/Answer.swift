import CatalogModel

/// What a verb has to say: for scripts as members of one JSON object, for people as blocks.
struct Answer: Sendable {
  /// Members of the JSON object, beside its schema.
  var members: [String: JSONNode]
  /// What people read, in order.
  var blocks: [Block]
  /// What people should know beside it; goes to the error output.
  var warnings: [Sentence] = []
  /// Exit codes that hold although the verb did its work.
  var codes: Set<ExitCode> = []
  /// Whether the answer has been written already, piece by piece, by the verb itself.
  var isSpoken = false

  init(_ members: [String: JSONNode] = [:], _ blocks: [Block] = []) {
    self.members = members
    self.blocks = blocks
  }

  /// The object that `--json` prints.
  func json(_ language: Language) -> JSONNode {
    var members = members
    members["schema"] = .integer(1)
    let codes = ExitCode.ordered(codes).map { JSONNode.integer(Int64($0.rawValue)) }
    if !codes.isEmpty { members["exit_codes"] = .array(codes) }
    if !warnings.isEmpty { members["warnings"] = .array(warnings.map { .text($0[language]) }) }
    return .object(members)
  }
}
