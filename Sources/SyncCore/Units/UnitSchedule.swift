package import CatalogModel
package import ReplicaStore

/// Decides which units a run asks to report (design: actions and the repair workflow).
///
/// A report costs a unit some battery, and one without an open connection a text message, so no unit is
/// asked again before its call's pause is over, however often runs follow each other; and a run asks a few
/// at most, those first that waited longest.
package struct UnitSchedule: Sendable, Equatable {
  /// A unit that may be asked.
  package struct Candidate: Sendable, Equatable {
    let unit: RowReference
    let call: UnitRules.Call
    let askedAt: NaiveTime?

    /// A unit, how it is called, and when it last was, by the server's clock.
    package init(unit: RowReference, call: UnitRules.Call, askedAt: NaiveTime?) {
      self.unit = unit
      self.call = call
      self.askedAt = askedAt
    }
  }

  /// Units that one run asks at most.
  package let limit: Int

  /// A schedule with so many calls in a run.
  package init(limit: Int) {
    self.limit = limit
  }

  /// The units to ask now; those never asked first, then the one that waited longest.
  package func due(_ candidates: [Candidate], at now: NaiveTime) -> [Candidate] {
    let ready = candidates.filter { candidate in
      guard let age = age(of: candidate, at: now) else { return true }
      return age >= candidate.call.pause
    }
    let order = ready.enumerated().sorted { left, right in
      let ages = [left, right].map { age(of: $0.element, at: now) ?? .infinity }
      return ages[0] == ages[1] ? left.offset < right.offset : ages[0] > ages[1]
    }
    return order.prefix(max(0, limit)).map(\.element)
  }

  // The server tells its time to a second, so what was asked in the run before may seem to lie ahead. A
  // time more than a pause ahead is of another server clock and counts for nothing.
  private func age(of candidate: Candidate, at now: NaiveTime) -> Double? {
    guard let askedAt = candidate.askedAt else { return nil }
    let age = now.secondsSince1970 - askedAt.secondsSince1970
    return age > -candidate.call.pause ? max(0, age) : nil
  }
}
