import CatalogModel
import ReplicaStore
import Testing

@testable import SyncCore

struct UnitScheduleTests {
  private static let now = "2026-03-04T08:00:00"

  private func candidate(
    _ name: String,
    _ call: UnitRules.Call,
    askedBefore seconds: Double?
  ) throws -> UnitSchedule.Candidate {
    let now = try #require(NaiveTime(Self.now))
    return UnitSchedule.Candidate(
      unit: RowReference(resource: "products", key: .text(name)),
      call: call,
      askedAt: seconds.map { now.advanced(bySeconds: -$0) }
    )
  }

  private let sync = UnitRules.Call(action: "sync", pause: 900)
  private let wakeup = UnitRules.Call(action: "send_wakeup", pause: 21_600)

  @Test
  func `no unit is asked before its pause is over, those that waited longest go first`() throws {
    let candidates = [
      try candidate("just asked", sync, askedBefore: 0),
      try candidate("a little ago", sync, askedBefore: 899),
      try candidate("long enough", sync, askedBefore: 900),
      try candidate("a message is dear", wakeup, askedBefore: 21_599),
      try candidate("a message again", wakeup, askedBefore: 21_600),
      // The same second, told by another answer.
      try candidate("just asked, it seems ahead", wakeup, askedBefore: -0.9),
      try candidate("never", sync, askedBefore: nil),
      // By another server's clock: it counts for nothing.
      try candidate("tomorrow", wakeup, askedBefore: -86_400),
    ]
    let due = UnitSchedule(limit: 9).due(candidates, at: try #require(NaiveTime(Self.now)))
    #expect(
      due.map(\.unit.key.description) == [
        "never", "tomorrow", "a message again", "long enough",
      ]
    )
  }

  @Test(arguments: [(0, []), (1, ["a"]), (2, ["a", "b"]), (-1, [])])
  func `a run asks so many and no more`(limit: Int, expected: [String]) throws {
    let candidates = try ["a", "b", "c"].map { try candidate($0, sync, askedBefore: nil) }
    let due = UnitSchedule(limit: limit).due(candidates, at: try #require(NaiveTime(Self.now)))
    #expect(due.map(\.unit.key.description) == expected)
  }
}
