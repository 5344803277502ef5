package import CatalogModel
package import ReplicaStore

/// Finds unanswered creates among the server's rows (design: pushing exactly once, "create, unknown").
///
/// A row is a candidate for an operation when this account made it inside the operation's window, it
/// was not held when the operation was frozen, no receipt claims it, and every column that was sent
/// is equal after normalisation, and the rows that went in it are there too. Identical operations and exactly as many candidates pair off; more
/// candidates than operations go to a person; none at all waits for the settle time before the
/// operation is sent again, because a request without an answer may still commit.
package struct CreateVerification: Sendable {
  /// The resource of the creates.
  package let resource: Resource
  /// How long a request may still commit after its attempt, in seconds.
  package let settle: Double
  /// How far the stamps of rows may lie before the attempt's beginning by the server's clock, in
  /// seconds: clocks differ, and the `Date` header has whole seconds.
  package let skew: Double

  /// A verification with its bounds, in seconds.
  package init(resource: Resource, settle: Double, skew: Double) {
    self.resource = resource
    self.settle = settle
    self.skew = skew
  }

  /// The stamp from which on rows may be candidates for the operation.
  package func windowStart(of operation: StoredOperation) -> NaiveTime {
    operation.sentAt.advanced(bySeconds: -skew)
  }

  /// Decides about every operation; the result has one verdict for each, by operation number.
  package func verdicts(_ evidence: CreateEvidence) -> [Int64: CreateVerdict] {
    var verdicts: [Int64: CreateVerdict] = [:]
    var evidence = evidence
    // Whoever sent more is more surely recognised: a row equal to what it sent is equal to a part of
    // that as well.
    let groups = identicalGroups(evidence.unknowns)
    let size = { (twins: [StoredOperation]) in twins[0].values.count + twins[0].attached.count }
    for twins in Set(groups.map(size)).sorted(by: >).flatMap({ most in
      groups.filter { size($0) == most }
    }) {
      decide(twins, evidence: evidence, into: &verdicts)
      for twin in twins {
        if case .adopt(let key)? = verdicts[twin.number] { evidence.claimed.insert(key) }
      }
    }
    for operation in evidence.unknowns where verdicts[operation.number] == nil {
      let verdict = earlier(operation, evidence: evidence) ?? missing(operation, evidence: evidence)
      if case .adopt(let key) = verdict { evidence.claimed.insert(key) }
      verdicts[operation.number] = verdict
    }
    return verdicts
  }

  /// Operations that sent the same, in the order of their numbers; they cannot be told apart.
  private func identicalGroups(_ operations: [StoredOperation]) -> [[StoredOperation]] {
    var groups: [[StoredOperation]] = []
    for operation in operations.sorted(by: { $0.number < $1.number }) {
      let index = groups.firstIndex {
        normalized($0[0].values) == normalized(operation.values)
          && $0[0].attached == operation.attached
      }
      if let index { groups[index].append(operation) } else { groups.append([operation]) }
    }
    return groups
  }

  private func decide(
    _ twins: [StoredOperation],
    evidence: CreateEvidence,
    into verdicts: inout [Int64: CreateVerdict]
  ) {
    let inWindow = evidence.candidates.filter { row in
      twins.contains { isPossible(row, for: $0, evidence: evidence) }
    }
    let alike = inWindow.filter {
      isEqual($0, to: twins[0].values) && !isIncomplete($0, for: twins[0], evidence)
    }
    let equal = alike.compactMap { $0.key(in: resource) }.sorted()
    if equal.count > twins.count || alike.contains(where: { !isOurs($0, evidence) }) {
      // Each is offered another row first, so that the same answer to all of them takes different rows.
      for (index, twin) in twins.enumerated() {
        let first = index % max(equal.count, 1)
        verdicts[twin.number] = .ask(Array(equal[first...] + equal[..<first]))
      }
      return
    }
    for (twin, key) in zip(twins, equal) { verdicts[twin.number] = .adopt(key) }
  }

  // What an outbox brought back may have been sent before its last edits. Whoever is recognised by all
  // it holds comes first.
  private func earlier(
    _ operation: StoredOperation,
    evidence: CreateEvidence
  ) -> CreateVerdict? {
    let versions = evidence.earlier[operation.number] ?? []
    let equal = evidence.candidates.filter { row in
      isPossible(row, for: operation, evidence: evidence)
        && versions.contains { isEqual(row, to: $0) }
    }
    let keys = equal.compactMap { $0.key(in: resource) }.sorted()
    guard let key = keys.first else { return nil }
    return keys.count == 1 && equal.allSatisfy { isOurs($0, evidence) } ? .adopt(key) : .ask(keys)
  }

  // Somebody may have changed our row before we recognised it: then it differs from what we sent, or lacks
  // a row that went in it.
  private func missing(_ operation: StoredOperation, evidence: CreateEvidence) -> CreateVerdict {
    let end = (operation.endedAt ?? operation.sentAt).advanced(bySeconds: settle)
    if evidence.now < end { return .settle(until: end) }
    let altered = evidence.candidates.filter { row in
      guard isPossible(row, for: operation, evidence: evidence) else { return false }
      if isEqual(row, to: operation.values) { return isIncomplete(row, for: operation, evidence) }
      return row.time(.modifiedAt, in: resource) != nil
        && (isOurs(row, evidence) || resembles(row, operation.values))
    }
    let keys = altered.compactMap { $0.key(in: resource) }.sorted()
    return keys.isEmpty ? .sendAgain : .ask(keys)
  }

  private func isPossible(
    _ row: RowFields,
    for operation: StoredOperation,
    evidence: CreateEvidence
  ) -> Bool {
    guard let key = row.key(in: resource), !evidence.claimed.contains(key),
      !operation.heldKeys.contains(key)
    else { return false }
    if evidence.isIdentityProven, !isOurs(row, evidence) { return false }
    guard let created = row.time(.createdAt, in: resource) else { return true }
    guard created >= windowStart(of: operation) else { return false }
    guard let ended = operation.endedAt else { return true }
    return created <= ended.advanced(bySeconds: settle + skew)
  }

  private func isIncomplete(
    _ row: RowFields,
    for operation: StoredOperation,
    _ evidence: CreateEvidence
  ) -> Bool {
    row.key(in: resource).map { evidence.incomplete[operation.number]?.contains($0) == true }
      ?? true
  }

  private func isOurs(_ row: RowFields, _ evidence: CreateEvidence) -> Bool {
    guard let column = resource.stamp(.createdBy), case .text(let creator)? = row[column.name]
    else { return true }
    return evidence.identities.contains(creator)
  }

  /// Whether a row shows everything that was sent, after normalisation.
  package func isEqual(_ row: RowFields, to values: RowFields) -> Bool {
    values.allSatisfy { name, value in
      guard let column = resource.column(name), let theirs = row[name] else { return false }
      return column.equivalent(value, theirs)
    }
  }

  // Under a name that was never seen to be ours, only a row that still shows half of what was sent is
  // worth a question: before the first receipt the window is two days wide and full of others' rows.
  private func resembles(_ row: RowFields, _ values: RowFields) -> Bool {
    let kept = values.count { isEqual(row, to: [$0.key: $0.value]) }
    return kept * 2 >= values.count
  }

  private func normalized(_ values: RowFields) -> RowFields {
    values.reduce(into: [:]) { result, field in
      result[field.key] = resource.column(field.key)?.normalized(field.value) ?? field.value
    }
  }
}
