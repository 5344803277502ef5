import CatalogModel
import ReplicaStore

/// Compares one page of one resource now and then, so that in time everything is compared: the resource
/// that was verified longest ago, from where the last turn left it.
struct VerificationTurn {
  let run: RunContext

  /// Under which name the time of the last turn is remembered.
  private static let name = "verification"

  /// Whether a turn is due: at most one an hour, and none before the first hour.
  ///
  /// A page costs more than a run with nothing new is to cost, and at first everything has just come.
  /// A clock that went back by less than that is no reason: each run estimates the server's anew, to a
  /// second or two.
  static func isDue(last: NaiveTime?, now: NaiveTime, pause: Double) -> Bool {
    guard let last else { return false }
    return abs(now.secondsSince1970 - last.secondsSince1970) >= pause
  }

  /// Takes a turn where one is due.
  func perform(among tables: [ResourceTable]) async throws {
    let now = run.serverNow
    let (last, verified) = try run.replica.read { reader in
      (try reader.remembered(Self.name).flatMap { NaiveTime($0) }, try reader.verifiedTimes())
    }
    let isDue = Self.isDue(last: last, now: now, pause: run.settings.verificationPause)
    guard isDue || last == nil else { return }
    try run.replica.write(by: .engine) { try $0.remember(Self.name, now.description) }
    let next = tables.min { left, right in
      let times = [left, right].map { verified[$0.name]?.secondsSince1970 ?? -.infinity }
      return (times[0], left.resource.urgency, left.name)
        < (times[1], right.resource.urgency, right.name)
    }
    guard isDue, let next else { return }
    try await compare(next)
  }

  private func compare(_ table: ResourceTable) async throws {
    let start = run.serverNow
    let (place, isOrdered) = try run.replica.read {
      (try $0.verificationPlace(of: table), try $0.ordersKeysAlike(table))
    }
    let comparison = KeyComparison(run: run, table: table)
    let found =
      isOrdered
      ? try await comparison.comparePage(after: place?.after) : try await comparison.compare(nil)
    guard let found else { return }
    try await CensusPhase.take(found.gone, of: table, in: run)
    let began = place?.startedAt ?? start
    try run.replica.write(by: .engine) { writer in
      if let next = found.next {
        try writer.keep(VerificationPlace(startedAt: began, after: next), of: table)
      } else {
        try writer.noteVerified(table, asOf: began)
      }
    }
    // In turns a resource may have news that it was not asked for yet.
    if run.asked.contains(table.name) { run.tell(differing: found.changed, of: table) }
  }
}
