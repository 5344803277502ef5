package import CatalogModel
package import ReplicaStore

/// What is known when an unanswered create is looked for on the server.
package struct CreateEvidence: Sendable {
  /// The creates of one resource that were sent and not answered.
  package var unknowns: [StoredOperation]
  /// What those of them that an outbox brought back may have sent instead, by operation number.
  package var earlier: [Int64: [RowFields]]
  /// Rows of that resource that the server shows as made in the window of the attempts.
  package var candidates: [RowFields]
  /// Keys of candidates that lack rows which went in an operation, by operation number.
  package var incomplete: [Int64: Set<RowKey>]
  /// Keys that other operations' receipts have claimed.
  package var claimed: Set<RowKey>
  /// Names under which the server notes this account as a row's creator.
  package var identities: Set<String>
  /// Whether a receipt has shown under which name the server notes us; before that, a row with
  /// another name may be ours all the same, and a person decides.
  package var isIdentityProven: Bool
  /// The server's clock now.
  package var now: NaiveTime

  /// The evidence about unanswered creates of one resource.
  package init(
    unknowns: [StoredOperation],
    earlier: [Int64: [RowFields]] = [:],
    candidates: [RowFields],
    incomplete: [Int64: Set<RowKey>] = [:],
    claimed: Set<RowKey>,
    identities: Set<String>,
    isIdentityProven: Bool,
    now: NaiveTime
  ) {
    self.unknowns = unknowns
    self.earlier = earlier
    self.candidates = candidates
    self.incomplete = incomplete
    self.claimed = claimed
    self.identities = identities
    self.isIdentityProven = isIdentityProven
    self.now = now
  }
}
