import Testing

@testable import SyncCore

struct PurgeLimitTests {
  static let table: [(ghosts: Int, rows: Int, isExceeded: Bool)] = [
    (0, 0, false),
    (19, 19, false),
    (20, 20, true),
    (20, 99, true),
    (20, 100, false),
    (21, 100, true),
    (200, 1_000, false),
    (201, 1_000, true),
  ]

  @Test(arguments: table)
  func `more than a fifth and at least 20 rows wait for a person`(
    _ item: (ghosts: Int, rows: Int, isExceeded: Bool)
  ) {
    #expect(PurgeLimit.isExceeded(ghosts: item.ghosts, of: item.rows) == item.isExceeded)
  }
}
