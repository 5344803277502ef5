package import CatalogModel

/// Which resources a run asks for news (design: a run with nothing new costs few requests).
///
/// One question costs about a kilobyte whether there is news or not, and a technician's scope has
/// fifty resources. Those a technician works on are asked for in every run. The others take turns in
/// the room that is left: the one that waited longest, measured by its tier, goes first. Runs that
/// follow each other closely therefore cost the same few requests each, and after a long silence
/// everything that waited beyond its tier's bound is asked for at once, whatever the room.
package struct NewsSchedule: Sendable, Equatable {
  /// What the schedule knows of a resource.
  package struct Candidate: Sendable, Equatable {
    let name: String
    let tier: Tier
    let urgency: Int
    /// When it was last asked, by the server's clock; nothing before its load is finished or while
    /// a walk is in progress.
    let askedAt: NaiveTime?

    /// A resource, with its place in the catalog and the time of the last finished question.
    package init(name: String, tier: Tier, urgency: Int, askedAt: NaiveTime?) {
      self.name = name
      self.tier = tier
      self.urgency = urgency
      self.askedAt = askedAt
    }
  }

  /// Questions that a run has room for where nothing is overdue; nothing for as many as there are.
  let room: Int?

  /// A schedule with room for so many questions in a run.
  package init(room: Int?) {
    self.room = room
  }

  /// The greatest urgency of a resource that every run asks for, if its tier is that of every run.
  static let workedOn = 3

  /// The names of the resources to ask now, most urgent first.
  package func due(_ candidates: [Candidate], at now: NaiveTime) -> [String] {
    let chosen: [Candidate]
    if let room {
      let must = candidates.filter { isDue($0, at: now) }
      let others = candidates.filter { !isDue($0, at: now) }
        .sorted { (-lateness($0, at: now), $0.name) < (-lateness($1, at: now), $1.name) }
      // At least one, so that those worked on can never keep the others out for good.
      chosen = must + others.prefix(max(1, room - must.count))
    } else {
      chosen = candidates
    }
    return chosen.sorted { ($0.urgency, $0.name) < ($1.urgency, $1.name) }.map(\.name)
  }

  private func isDue(_ candidate: Candidate, at now: NaiveTime) -> Bool {
    guard let age = age(of: candidate, at: now) else { return true }
    if candidate.tier == .run, candidate.urgency <= Self.workedOn { return true }
    return age >= candidate.tier.longest
  }

  private func lateness(_ candidate: Candidate, at now: NaiveTime) -> Double {
    (age(of: candidate, at: now) ?? .infinity) / candidate.tier.turn
  }

  // A time in the future is of another server clock and counts for nothing.
  private func age(of candidate: Candidate, at now: NaiveTime) -> Double? {
    guard let askedAt = candidate.askedAt, askedAt <= now else { return nil }
    return now.secondsSince1970 - askedAt.secondsSince1970
  }
}

extension Tier {
  /// Seconds after which a resource is asked whatever else there is to ask.
  fileprivate var longest: Double {
    switch self {
    case .run: 2 * 3_600
    case .hour: 4 * 3_600
    case .day: 22 * 3_600
    }
  }

  /// What a resource's waiting is measured by when it competes for a turn, in seconds.
  ///
  /// With the bundled catalog and a run each quarter of an hour all come in well before their bound.
  fileprivate var turn: Double {
    switch self {
    case .run: 1_800
    case .hour: 3_600
    case .day: 6 * 3_600
    }
  }
}
