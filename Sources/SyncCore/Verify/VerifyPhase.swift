import CatalogModel
import RemoteAPI
import ReplicaStore

/// Finds out what became of operations that were sent and not answered, before anything is sent again.
struct VerifyPhase {
  let run: RunContext

  /// Rows looked at in one page of candidates.
  private static let pageSize = 100

  /// Verifies every unanswered operation of this account.
  ///
  /// - Returns: when the last of those that may still commit is settled; nothing where none is left.
  @discardableResult
  func perform() async throws -> NaiveTime? {
    let latest = try await verify()
    try WaitingUndos(replica: run.replica, now: run.now).carryOut()
    return latest
  }

  // What refers to a row without a key cannot be told from anything on the server before that row is
  // known; each pass may name rows that others wait for.
  private func verify() async throws -> NaiveTime? {
    var latest: NaiveTime?
    var seen: Set<Int64> = []
    while true {
      let unknowns = try unanswered().filter { operation in
        !seen.contains(operation.number) && !refersToUnnamed(operation)
      }
      if unknowns.isEmpty {
        let left = try unanswered().filter { !seen.contains($0.number) && $0.kind == .create }
        guard try LoosenedCircles(run: run).loosen(left) else { return latest }
        continue
      }
      seen.formUnion(unknowns.map(\.number))
      let until = try await verify(unknowns)
      latest = [latest, until].compactMap(\.self).max()
    }
  }

  func refersToUnnamed(_ operation: StoredOperation) -> Bool {
    let resource = operation.row.resource
    let opened = run.layout.catalog.action(named: resource)?.opened?.member
    return operation.values.contains { name, value in
      name != opened
        && run.layout.catalog.column(name, of: resource)?.link != nil
        && RowKey(value)?.isProvisional == true
    }
  }

  private func verify(_ unknowns: [StoredOperation]) async throws -> NaiveTime? {
    run.report(.verifying(operations: unknowns.count))
    var latest: NaiveTime?
    let creates = Dictionary(grouping: unknowns.filter { $0.kind == .create }, by: \.row.resource)
    for (resource, operations) in creates.sorted(by: { $0.key < $1.key }) {
      guard let table = run.layout.table(resource) else { continue }
      let until = try await verifyCreates(operations, in: table)
      latest = [latest, until].compactMap(\.self).max()
    }
    for operation in unknowns where operation.kind == .action {
      let until = try await CallVerifier(run: run).verify(operation)
      latest = [latest, until].compactMap(\.self).max()
    }
    for operation in unknowns where operation.kind != .create && operation.kind != .action {
      guard let table = run.layout.table(operation.row.resource) else { continue }
      let until = try await verifyChange(operation, in: table)
      latest = [latest, until].compactMap(\.self).max()
    }
    return latest
  }

  // Nothing is in flight now, so whatever the laptop lived through, every attempt has ended.
  func unanswered() throws -> [StoredOperation] {
    let latest = run.serverNowAtMost
    return try run.replica.write(by: .engine) { writer in
      try writer.noteAttemptsEnded(by: latest, user: run.user)
      return try writer.reader.operations(in: .unknown).filter { operation in
        try operation.user == run.user && !operation.isTravelling
          && writer.reader.conflict(of: operation.row) == nil
      }
    }
  }

  func verifyCreates(
    _ operations: [StoredOperation],
    in table: ResourceTable
  ) async throws -> NaiveTime? {
    let verification = CreateVerification(
      resource: table.resource,
      settle: run.settings.settle,
      skew: run.settings.skew + run.serverClock.largestDistance
    )
    guard let start = operations.map(verification.windowStart).min(),
      let candidates = try await candidates(since: start, for: operations, in: table),
      let incomplete = try await incomplete(candidates, for: operations, verification)
    else { return nil }
    var evidence = try evidence(operations, candidates: candidates, in: table)
    evidence.incomplete = incomplete
    let verdicts = verification.verdicts(evidence)
    var latest: NaiveTime?
    for operation in operations {
      switch verdicts[operation.number] {
      case .adopt(let key):
        let row = candidates.first { $0.key(in: table.resource) == key }
        try adopt(operation, row: row, at: run.serverNow, in: table)
      case .settle(let until): latest = max(latest ?? until, until)
      case .sendAgain: try await sendAgain(operation, in: table)
      case .ask(let keys): try ask(operation, candidates: keys, in: table)
      case nil: break
      }
    }
    return latest
  }

  private func evidence(
    _ operations: [StoredOperation],
    candidates: [RowFields],
    in table: ResourceTable
  ) throws -> CreateEvidence {
    let name = table.resource.name
    return try run.replica.read { reader in
      let learned = try reader.remembered("identity:\(run.user)")
      let earlier = try operations.map { ($0.number, try reader.earlierVersions(of: $0)) }
      return CreateEvidence(
        unknowns: operations,
        earlier: Dictionary(earlier) { first, _ in first },
        candidates: candidates,
        claimed: try reader.claimed(
          candidates.compactMap { $0.key(in: table.resource) },
          of: name
        ),
        identities: learned.map { [$0] }
          ?? Set([run.user] + (run.server.account?.identities ?? [])),
        isIdentityProven: learned != nil,
        now: run.serverNow
      )
    }
  }

  // Young rows of the resource, and rows with a unique value that was sent, whatever their age; of what
  // went in another row, the rows of that.
  private func candidates(
    since start: NaiveTime,
    for operations: [StoredOperation],
    in table: ResourceTable
  ) async throws -> [RowFields]? {
    var (questions, rest) = try questionsAboutAttached(operations, in: table)
    if !rest.isEmpty, let stamp = table.resource.stamp(.createdAt) {
      questions.append([.compare(stamp.name, .greaterOrEqual, .text(start.description))])
    }
    for column in table.resource.columns where column.isUnique && column.role == .data {
      let values = rest.compactMap { $0.values[column.name] }.filter { !$0.isNull }
      if !values.isEmpty { questions.append([.isIn(column.name, values)]) }
    }
    var rows: [RowKey: RowFields] = [:]
    for filters in questions {
      guard let found = try await walk(filters, in: table) else { return nil }
      for row in found { row.key(in: table.resource).map { rows[$0] = row } }
    }
    return rows.sorted { $0.key < $1.key }.map(\.value)
  }

  func walk(
    _ filters: [RowFilter],
    in table: ResourceTable
  ) async throws -> [RowFields]? {
    var rows: [RowFields] = []
    var last: RowKey?
    while true {
      try run.checkLimits()
      let beyond = last.map { [RowFilter.compare(table.resource.key.name, .greater, $0.value)] }
      let query = RowQuery(
        filters: filters + (beyond ?? []),
        order: [RowOrder(table.resource.key.name)],
        pageSize: Self.pageSize
      )
      let answer = try await run.ask { () async throws(RemoteError) in
        try await run.server.rows(of: table.resource, matching: query).decoded()
      }
      guard case .success(let page) = answer else { return nil }
      rows += page.rows
      if page.rows.isEmpty || page.totalPages <= 1 { return rows }
      // A server that gives the same page for ever tells nothing about what is there.
      guard let next = page.rows.last?.key(in: table.resource), last.map({ $0 < next }) ?? true
      else { return nil }
      last = next
    }
  }
}
