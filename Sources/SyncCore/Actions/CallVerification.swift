package import CatalogModel
package import ReplicaStore

/// Decides what became of an action that was sent and not answered (design: pushing exactly once).
package struct CallVerification: Sendable {
  /// What became of it.
  package enum Verdict: Sendable, Equatable {
    /// The server shows its effect.
    case happened
    /// Nothing shows yet; it may still commit until this time.
    case settle(until: NaiveTime)
    /// It has had no effect, or repeating it does no harm: send it again.
    case sendAgain
    /// Nothing can tell: a person decides.
    case ask
  }

  /// What was found of it on the server.
  package struct Findings: Sendable, Equatable {
    /// Rows that speak of it, as the proof describes them; those of others left out where that is known.
    package var rows: Int
    /// Rows that speak of it and need not be this account's.
    package var doubtful: Int
    /// Rows that the action would have ended.
    package var remaining: Int
    /// What its effect would be, in these terms.
    package let proof: ActionProof

    /// Findings of so many rows.
    package init(rows: Int, doubtful: Int = 0, remaining: Int = 0, proof: ActionProof) {
      self.rows = rows
      self.doubtful = doubtful
      self.remaining = remaining
      self.proof = proof
    }

    /// Whether it has happened.
    package var showsEffect: Bool {
      (proof.conditions.isEmpty || rows > 0) && (proof.absent.isEmpty || remaining == 0)
    }
  }

  /// The action.
  package let action: Action
  /// How long a request may still commit after its attempt, in seconds.
  package let settle: Double

  /// A verification with its settle time, in seconds.
  package init(action: Action, settle: Double) {
    self.action = action
    self.settle = settle
  }

  /// Decides from what was found; nothing was where the server shows no proof at all.
  package func verdict(
    on operation: StoredOperation,
    _ findings: Findings?,
    now: NaiveTime
  ) -> Verdict {
    let end = (operation.endedAt ?? operation.sentAt).advanced(bySeconds: settle)
    guard let findings else {
      if action.isRepeatable { return .sendAgain }
      // A person who looks too early sees nothing and has it sent twice.
      return now < end ? .settle(until: end) : .ask
    }
    if findings.showsEffect { return .happened }
    if now < end { return .settle(until: end) }
    return findings.doubtful > 0 && !action.isRepeatable ? .ask : .sendAgain
  }
}
