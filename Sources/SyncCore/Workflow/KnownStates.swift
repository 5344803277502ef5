package import CatalogModel
package import ReplicaStore

/// The states of repairs that are kept in the replica, each in the languages in which it was seen.
package struct KnownStates {
  /// The languages in which the server tells a state.
  private static let languages = ["en", "fr"]

  let reader: ReplicaReader
  let actions: WorkflowActions
  /// The language that is read where a state was seen in both.
  let language: String

  /// The states in a replica.
  package init(_ reader: ReplicaReader, _ actions: WorkflowActions, language: String) {
    self.reader = reader
    self.actions = actions
    self.language = language
  }

  /// The state of a repair when it was last read; its words in another language where it was never read
  /// in this one.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func state(of repair: RowKey) throws -> KnownState? {
    let all = try answers(of: repair).compactMap { language, kept in
      KnownState(kept).map { (language: language, state: $0) }
    }
    let newest = all.max { left, right in
      (left.state.trueAt?.microseconds ?? 0) < (right.state.trueAt?.microseconds ?? 0)
    }
    let mine = all.first { $0.language == language }
    guard let newest, let mine, mine.state.state.ident == newest.state.state.ident,
      mine.state.hasLeft == newest.state.hasLeft
    else { return newest?.state }
    return KnownState(newest.state, in: mine.state.state)
  }

  /// Whether the server was asked in this language for the state that a repair's row says it is in.
  func isHeld(of repair: RowKey, ident: String) throws -> Bool {
    let kept = try reader.keptAnswer(to: actions.state, question(repair, language))
    guard let kept, kept.answer["left"] == nil else { return false }
    return kept.answer["data"]?["ident"] == .text(ident) || kept.answer["row"] == .text(ident)
  }

  /// A state as any repair was seen in it, in this language where there is a choice.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func anyState(_ ident: String) throws -> WorkflowState? {
    for language in [language] + Self.languages {
      let kept = try reader.keptAnswer(to: actions.state, likeness(ident, language))
      if let state = kept.flatMap(KnownState.init)?.state { return state }
    }
    return nil
  }

  /// The newest entry of a repair's history that the replica knows, 0 where it has none; nothing where the
  /// replica cannot tell.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func newestEntry(of repair: RowKey) throws -> Int64? {
    var known: [Int64] = []
    if let table = reader.layout.table(actions.repairs.name),
      case .integer(let entry)? = try reader.row(repair, in: table)?[actions.repairEntry.name]
    {
      known.append(entry)
    }
    if let table = reader.layout.table(actions.history.name) {
      let rows = try reader.rows(
        in: table,
        where: [RowCondition(actions.entryRepair.name, .equal, repair.value)],
        order: [RowOrder(actions.history.key.name, isDescending: true)],
        limit: 1
      )
      if case .integer(let entry)? = rows.first?[actions.history.key.name] { known.append(entry) }
      if known.isEmpty { known.append(0) }
    }
    return known.max()
  }

  private func answers(of repair: RowKey) throws -> [(language: String, kept: KeptAnswer)] {
    try Self.languages.compactMap { language in
      try reader.keptAnswer(to: actions.state, question(repair, language)).map { (language, $0) }
    }
  }

  // What any repair is asked in a state, kept beside what one repair is asked now.
  private func likeness(_ ident: String, _ language: String) -> RowFields {
    ["ident": .text(ident), "language": .text(language)]
  }

  private func question(_ repair: RowKey, _ language: String) -> RowFields {
    [actions.parameter: repair.value, "language": .text(language)]
  }
}

extension KnownStates {
  /// Keeps a state that the server told.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  func keep(
    _ data: JSONNode,
    of repair: RowKey,
    entry: Int64?,
    at time: NaiveTime?,
    by user: String,
    with writer: ReplicaWriter
  ) throws {
    var members: [String: JSONNode] = ["data": data, "language": .text(language)]
    if let table = reader.layout.table(actions.repairs.name),
      let ident = try reader.row(repair, in: table)?[actions.repairState.name]
    {
      members["row"] = JSONNode(ident)
    }
    if let entry { members["entry"] = .integer(entry) }
    let kept = KeptAnswer(answer: .object(members), answeredAt: time, user: user)
    try writer.keep(kept, to: actions.state, question(repair, language))
    if let ident = data["ident"]?.plainText {
      try writer.keep(kept, to: actions.state, likeness(ident, language))
    }
  }

  /// Notes that a step of ours led away from the state that is kept, in whatever language.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  func leave(_ repair: RowKey, with writer: ReplicaWriter) throws {
    for (language, kept) in try answers(of: repair) {
      let members = kept.answer.members.merging(["left": .boolean(true)]) { $1 }
      let left = KeptAnswer(
        answer: .object(members),
        answeredAt: kept.answeredAt,
        user: kept.user
      )
      try writer.keep(left, to: actions.state, question(repair, language))
    }
  }
}

extension KnownState {
  // What is known of it, told in another language.
  fileprivate init(_ known: KnownState, in state: WorkflowState) {
    self.init(state: state, entry: known.entry, trueAt: known.trueAt, hasLeft: known.hasLeft)
  }
}
