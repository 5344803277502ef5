import Testing

@testable import SyncCore

struct BackoffTests {
  static let ceilings: [(attempts: Int, ceiling: Double)] = [
    (-3, 1), (0, 1), (1, 1), (2, 2), (3, 4), (6, 32), (7, 60), (8, 60), (1_000_000, 60),
  ]

  @Test(arguments: ceilings)
  func `the wait doubles up to its limit`(_ item: (attempts: Int, ceiling: Double)) {
    let backoff = Backoff()
    #expect(
      backoff.delay(afterAttempts: item.attempts, random: 1, retryAfter: nil) == item.ceiling
    )
    #expect(
      backoff.delay(afterAttempts: item.attempts, random: 0.5, retryAfter: nil)
        == item.ceiling / 2
    )
    #expect(backoff.delay(afterAttempts: item.attempts, random: 0, retryAfter: nil) == 0)
  }

  @Test
  func `it is never less than the server asked for, and may be more`() {
    let backoff = Backoff(first: 10, limit: 100)
    #expect(backoff.delay(afterAttempts: 1, random: 0, retryAfter: 7) == 7)
    #expect(backoff.delay(afterAttempts: 1, random: 0.5, retryAfter: 3) == 5)
    #expect(backoff.delay(afterAttempts: 1, random: 0.5, retryAfter: 600) == 600)
  }
}
