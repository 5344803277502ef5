import CatalogModel
import Testing

@testable import SyncCore

struct VerificationTurnTests {
  @Test(arguments: [
    ("2026-03-01T10:00:00", false), ("2026-03-01T10:59:59", false), ("2026-03-01T11:00:00", true),
    // The server's clock is estimated anew by each run, and can come out a little before the last one.
    ("2026-03-01T09:59:58", false),
    ("2026-03-01T08:59:59", true),
  ])
  func `a page is compared once an hour, whichever way the clock is estimated`(
    _ now: String,
    _ isDue: Bool
  ) throws {
    let last = try #require(NaiveTime("2026-03-01T10:00:00"))
    let now = try #require(NaiveTime(now))
    #expect(VerificationTurn.isDue(last: last, now: now, pause: 3_600) == isDue)
  }

  @Test func `nothing is compared before a first hour has passed`() throws {
    let now = try #require(NaiveTime("2026-03-01T10:00:00"))
    #expect(!VerificationTurn.isDue(last: nil, now: now, pause: 3_600))
  }
}
