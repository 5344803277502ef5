import Testing

@testable import SyncCore

struct CensusStepTests {
  static let table: [(here: Int, there: Int, step: CensusStep)] = [
    (0, 0, .agree),
    (500, 500, .agree),
    (12, 11, .compareKeys),
    (11, 12, .compareKeys),
    (13, 12, .split),
    (12, 13, .split),
    (500, 499, .split),
    // One key cannot be halved, however many the server has beside it.
    (1, 500, .compareKeys),
    (0, 500, .compareKeys),
    (2, 500, .split),
    (500, 0, .split),
  ]

  @Test(arguments: table)
  func `a range is left, compared or halved`(_ item: (here: Int, there: Int, step: CensusStep)) {
    #expect(CensusStep.next(here: item.here, there: item.there, leaf: 12) == item.step)
  }
}
