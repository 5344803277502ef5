import CatalogModel
import ReplicaStore
import SyncCore

/// What an entry of the journal tells besides its event, in a person's words.
struct JournalDetail {
  let entry: JournalEntry
  let shown: ShownValues

  /// The words; the empty text where the event says it all.
  var sentence: Sentence {
    guard case .object(let members)? = entry.detail else {
      return Sentence(verbatim: entry.detail?.description ?? "")
    }
    switch JournalEvent(rawValue: entry.event) {
    case .resolved, .policy: return decision(members)
    case .conflict, .dissolved: return conflict(members)
    case .unitConfirmed: return Sentence(verbatim: confirmation(members))
    case .refused: return refusal(members)
    case .undoFailed: return .undoFailure(text(members["failed"]))
    case .dropped where members["deletion"] == .boolean(true):
      return .givenUpDeletion(values(members, leavingOut: ["deletion"]))
    default: return Sentence(verbatim: values(members, leavingOut: Self.ownNames))
    }
  }

  /// Members that are no columns.
  private static let ownNames: Set = ["way"]

  private func decision(_ members: [String: JSONNode]) -> Sentence {
    let column = text(members["column"])
    let side = { (name: String) in
      shown.text((members[name] ?? .null).fieldValue, of: column, in: entry.row?.resource ?? "")
    }
    let word = text(members["decision"] ?? members["kept"])
    let what = Sentence.decided(column, word, mine: side("mine"), theirs: side("theirs"))
    guard case .integer(let number)? = members["conflict"] else { return what }
    return .conflictNumber(number).joined(what)
  }

  private func conflict(_ members: [String: JSONNode]) -> Sentence {
    guard case .integer(let number)? = members["conflict"] else { return Sentence(verbatim: "") }
    guard case .array(let keys)? = members["candidates"] else { return .conflictNumber(number) }
    return .conflictNumber(number).joined(.candidates(keys.map { text($0) }))
  }

  private func confirmation(_ members: [String: JSONNode]) -> String {
    let told = text(members["at"])
    return NaiveTime(told).map(shown.momentWithZone) ?? told
  }

  private func refusal(_ members: [String: JSONNode]) -> Sentence {
    guard case .integer(let status)? = members["status"] else {
      return .refusalWords(nil, text(members["words"]))
    }
    return .refusalWords(Int(status), text(members["words"]))
  }

  private func values(_ members: [String: JSONNode], leavingOut names: Set<String>) -> String {
    let resource = entry.row?.resource ?? ""
    return members.filter { !names.contains($0.key) }.sorted { $0.key < $1.key }
      .map { "\($0.key)=\(shown.text($0.value.fieldValue, of: $0.key, in: resource))" }
      .joined(separator: ", ")
  }

  private func text(_ node: JSONNode?) -> String {
    node.map { $0 == .null ? "" : "\($0.fieldValue)" } ?? ""
  }
}
