import CatalogModel
import RemoteAPI
import ReplicaStore

/// Asks the server where a repair is.
struct StandingReader {
  let run: RunContext
  let actions: WorkflowActions

  /// What came of asking.
  enum Found {
    /// There was no answer.
    case noAnswer
    /// The server tells no state of this repair, in these words.
    case refused(status: Int, words: String)
    case standing(RepairStanding)
  }

  /// Entries looked at: one foreign one tells.
  private static let looked = 20

  /// The state of a repair, and what is newer in its history than an entry.
  ///
  /// Both are asked for side by side, which saves a step half a second of a slow link; what happens
  /// between them is a part of what may happen before the step arrives. What is told is kept.
  func standing(of repair: RowKey, since entry: Int64?) async throws -> Found {
    try run.checkLimits()
    guard case .success(let answer) = try await answer(of: repair, since: entry) else {
      return .noAnswer
    }
    switch answer.state.answer {
    case .done(let node):
      guard let data = node["data"], let state = WorkflowState(data) else { return .noAnswer }
      let names = try OwnNames(run: run).names().names
      let newer = answer.history.map { page in page.rows.compactMap { self.entry($0, names) } }
      let newest = newer.map { $0.first?.number ?? entry ?? 0 }
      try keep(data, of: repair, entry: newest, at: answer.serverTime)
      let known = entry == nil ? nil : newer
      return .standing(RepairStanding(state: state, newer: known, newest: newest))
    case .missing: return .refused(status: 404, words: actions.repairs.name)
    case .refused(let refusal):
      return .refused(status: refusal.status, words: refusal.wholeWords)
    case .unknown: return .noAnswer
    }
  }

  private func answer(
    of repair: RowKey,
    since entry: Int64?
  ) async throws -> Result<StandingAnswer, RemoteError> {
    let (call, query) = (call(of: repair), entries(of: repair, since: entry))
    let (server, resource) = (run.server, actions.history)
    return try await run.ask { () async throws(RemoteError) in
      async let page = Self.page(of: resource, query, server)
      let state = try await server.perform(call)
      return StandingAnswer(state: state, history: try await page.get())
    }
  }

  // A history that this account may not see, or that is not there, tells nothing.
  private static func page(
    of resource: Resource,
    _ query: RowQuery,
    _ server: RemoteServer
  ) async -> Result<DecodedPage?, RemoteError> {
    do throws(RemoteError) {
      return .success(try await server.rows(of: resource, matching: query).decoded())
    } catch {
      return error.code == .forbidden || error.code == .notFound ? .success(nil) : .failure(error)
    }
  }

  /// Reads the state of a repair and keeps it with the newest entry that the replica knows; that the server
  /// tells none is kept, too, so that it is not asked again while the repair's row stays as it is.
  ///
  /// - Returns: whether there was an answer.
  func refresh(_ repair: RowKey) async throws -> Bool {
    guard case .success(let result) = try await state(of: repair) else { return false }
    let entry = try run.replica.read { try known($0).newestEntry(of: repair) }
    var data = JSONNode.null
    if case .done(let node) = result.answer { data = node["data"] ?? .null }
    try keep(data, of: repair, entry: entry, at: result.serverTime)
    return true
  }

  private func state(of repair: RowKey) async throws -> Result<ActionResult, RemoteError> {
    try run.checkLimits()
    let call = call(of: repair)
    return try await run.ask { () async throws(RemoteError) in
      try await run.server.perform(call)
    }
  }

  private func call(of repair: RowKey) -> ActionCall {
    ActionCall(action: actions.state, parameters: [actions.parameter: repair])
  }

  // The newest one first; all that is asked where none is known is which that is.
  private func entries(of repair: RowKey, since entry: Int64?) -> RowQuery {
    let key = actions.history.key.name
    let beyond = entry.map { [RowFilter.compare(key, .greater, .integer($0))] } ?? []
    return RowQuery(
      filters: [.compare(actions.entryRepair.name, .equal, repair.value)] + beyond,
      order: [RowOrder(key, isDescending: true)],
      pageSize: entry == nil ? 1 : Self.looked
    )
  }

  private func entry(_ row: RowFields, _ names: [String]) -> RepairStanding.Entry? {
    guard case .integer(let number)? = row[actions.history.key.name] else { return nil }
    var author: String?
    if let stamp = actions.history.stamp(.createdBy), case .text(let name)? = row[stamp.name] {
      author = name
    }
    return RepairStanding.Entry(
      number: number,
      isOwn: author.map(names.contains) ?? true,
      by: author,
      at: row.time(.createdAt, in: actions.history)
    )
  }

  private func keep(
    _ data: JSONNode,
    of repair: RowKey,
    entry: Int64?,
    at time: NaiveTime?
  ) throws {
    try run.replica.write(by: .engine) { writer in
      try known(writer.reader).keep(
        data,
        of: repair,
        entry: entry,
        at: time ?? run.serverNow,
        by: run.user,
        with: writer
      )
    }
  }

  private func known(_ reader: ReplicaReader) -> KnownStates {
    KnownStates(reader, actions, language: run.server.language)
  }
}
