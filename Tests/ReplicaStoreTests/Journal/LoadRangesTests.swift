import CatalogModel
import Testing

@testable import ReplicaStore

struct LoadRangesTests {
  private let trial: TrialReplica

  init() throws { trial = try TrialReplica() }

  static let cursors: [PullCursor] = [
    PullCursor(stage: .load, spans: [KeySpan(first: 4, rows: 90)]),
    PullCursor(
      stage: .load,
      nextWatermark: NaiveTime(secondsSince1970: 9),
      spans: [KeySpan(first: -5, below: 7), KeySpan(first: 8, below: 900, rows: 12)]
    ),
    PullCursor(stage: .load, spans: [KeySpan(below: 40, rows: 0)], digits: 15),
    PullCursor(stage: .load, lastKey: .integer(3), spans: []),
    PullCursor(stage: .load, lastKey: .integer(3)),
    PullCursor(stage: .rest, watermark: NaiveTime(secondsSince1970: 7)),
  ]

  @Test(arguments: cursors)
  func `the ranges of a load are kept with its cursor`(_ cursor: PullCursor) throws {
    let now = NaiveTime(secondsSince1970: 1)
    let found = try trial.replica.write(by: .engine) { writer in
      // Whatever was there before.
      let other = PullCursor(stage: .load, spans: [KeySpan(first: 1)], digits: 3)
      try writer.keepCursor(other, of: "shops", scope: "account", now: now)
      try writer.keepCursor(cursor, of: "shops", scope: "account", now: now)
      return try writer.reader.cursor(of: "shops", scope: "account")
    }
    #expect(found == cursor)
  }

  @Test(arguments: ["", "1", "1..2", "a..b:", "1..2:x", "1.2:3", "..:", "1..2:3:4"])
  func `garbage is no range`(_ text: String) {
    #expect((KeySpan(text) != nil) == (text == "..:"))
  }

  @Test
  func `when a resource at rest was asked is remembered, and of no other`() throws {
    let (early, late) = (NaiveTime(secondsSince1970: 1), NaiveTime(secondsSince1970: 2))
    let times = try trial.replica.write(by: .engine) { writer in
      try writer.keepCursor(PullCursor(stage: .rest), of: "shops", scope: "a", now: early)
      try writer.keepCursor(PullCursor(stage: .rest), of: "shops", scope: "a", now: late)
      try writer.keepCursor(PullCursor(stage: .news), of: "parts", scope: "a", now: late)
      try writer.keepCursor(PullCursor(stage: .rest), of: "parts", scope: "b", now: late)
      return try writer.reader.timesAsked(scope: "a")
    }
    #expect(times == ["shops": late])
  }
}
