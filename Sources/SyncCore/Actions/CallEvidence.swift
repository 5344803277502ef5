import CatalogModel
import RemoteAPI
import ReplicaStore

/// Looks on the server for what proves that an action happened.
struct CallEvidence {
  let run: RunContext
  let action: Action

  /// What came of looking.
  enum Found {
    /// There was no answer.
    case noAnswer
    /// The server can show nothing of such an action.
    case noProof
    case findings(CallVerification.Findings)
  }

  /// Rows looked at: the newest ones tell.
  private static let looked = 20

  /// Whether something has to be asked before the action is sent, so that its proof will tell.
  var asksBefore: Bool { provable?.0.kind == .entry }

  /// The key of the newest entry of the history before the action is sent, so that no older one is taken
  /// for its own.
  ///
  /// - Returns: that key, or 0 before the first entry; none where the proof needs no such key, or the
  ///   history cannot be read. Nothing where there was no answer, so that the action had better wait.
  func known(before values: RowFields) async throws -> Set<RowKey>? {
    guard let (proof, resource) = provable, proof.kind == .entry else { return [] }
    let subject = action.subject?.parameter
    // What any call about the same thing leaves there, whatever its payload.
    let own = proof.conditions.filter { $0.value == subject.map(ActionCondition.given) }
    let filters = Self.filters(own, of: values)
    switch try await rows(of: resource, matching: filters, atMost: 1) {
    case .success(let rows): return [rows.first?.key(in: resource) ?? .integer(0)]
    case .failure(let error): return isDenied(error) ? [] : nil
    }
  }

  /// What the server shows of an action that was sent.
  func found(of operation: StoredOperation) async throws -> Found {
    guard let (proof, resource) = provable else { return .noProof }
    if proof.kind == .entry, last(before: operation) == nil { return .noProof }
    var findings = CallVerification.Findings(rows: 0, proof: proof)
    if !proof.conditions.isEmpty {
      let filters = telling(of: operation, proof, resource)
      switch try await rows(of: resource, matching: filters, atMost: Self.looked) {
      case .success(let rows):
        let speaking = rows.filter {
          ActionProof.holds(proof.conditions, of: operation.values, in: $0, resource)
        }
        try count(speaking, of: resource, into: &findings)
      case .failure(let error): return isDenied(error) ? .noProof : .noAnswer
      }
    }
    if !proof.absent.isEmpty {
      let filters = Self.filters(proof.absent, of: operation.values)
      switch try await rows(of: resource, matching: filters, atMost: 1) {
      case .success(let rows): findings.remaining = rows.count
      case .failure(let error): return isDenied(error) ? .noProof : .noAnswer
      }
    }
    return .findings(findings)
  }

  // An entry tells where it is newer than the last one known, a state where it is the subject's own.
  private func telling(
    of operation: StoredOperation,
    _ proof: ActionProof,
    _ resource: Resource
  ) -> [RowFilter] {
    let filters = Self.filters(proof.conditions, of: operation.values)
    switch proof.kind {
    case .row: return filters
    case .entry:
      let last = last(before: operation) ?? .integer(0)
      return filters + [.compare(resource.key.name, .greater, last.value)]
    case .state:
      let key = action.subject.flatMap { operation.values[$0.parameter] }
      return filters + (key.map { [.compare(resource.key.name, .equal, $0)] } ?? [])
    }
  }

  // What an outbox brought back knows no more than what it was captured with.
  private func last(before operation: StoredOperation) -> RowKey? {
    operation.heldKeys.max() ?? operation.values[StepColumn.entry.rawValue].flatMap(RowKey.init)
  }

  private var provable: (ActionProof, Resource)? {
    guard let proof = action.proof, let resource = run.layout.catalog[proof.resource],
      resource.allows(.read), resource.lists == .pages
    else { return nil }
    return (proof, resource)
  }

  // An entry of a history is this account's, or another's who asked for the same at the same time.
  private func count(
    _ rows: [RowFields],
    of resource: Resource,
    into findings: inout CallVerification.Findings
  ) throws {
    guard findings.proof.kind == .entry, let stamp = resource.stamp(.createdBy) else {
      findings.rows = rows.count
      return
    }
    let (names, isLearned) = try OwnNames(run: run).names()
    findings.rows = rows.count { row in
      if case .text(let creator)? = row[stamp.name] { names.contains(creator) } else { false }
    }
    if !isLearned { findings.doubtful = rows.count - findings.rows }
  }

  private func rows(
    of resource: Resource,
    matching filters: [RowFilter],
    atMost limit: Int
  ) async throws -> Result<[RowFields], RemoteError> {
    try run.checkLimits()
    let query = RowQuery(
      filters: filters,
      order: [RowOrder(resource.key.name, isDescending: true)],
      pageSize: limit
    )
    return try await run.ask { () async throws(RemoteError) in
      try await run.server.rows(of: resource, matching: query).decoded()
    }.map(\.rows)
  }

  private func isDenied(_ error: RemoteError) -> Bool {
    error.code == .forbidden || error.code == .notFound
  }

  private static func filters(
    _ conditions: [String: ActionCondition],
    of values: RowFields
  ) -> [RowFilter] {
    ActionProof.values(conditions, of: values).sorted { $0.key < $1.key }.map { name, value in
      value.isNull ? .isNull(name) : .compare(name, .equal, value)
    }
  }
}
