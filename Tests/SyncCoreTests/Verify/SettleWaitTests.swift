import CatalogModel
import Testing

@testable import SyncCore

struct SettleWaitTests {
  private let wait = SettleWait(settle: 30)

  // A second is added so that the time is past; the `Date` header may be off by whole seconds.
  static let cases: [(ahead: Double, seconds: Double?)] = [
    (-100, 1), (0, 1), (12.5, 13.5), (30, 31), (31.4, 32.4), (32, 33), (32.1, nil), (86_400, nil),
  ]

  @Test(arguments: cases)
  func `the wait ends after the settle time and is never longer than a run can need`(
    _ example: (ahead: Double, seconds: Double?)
  ) throws {
    let seconds = wait.seconds(until: OperationCase.at(example.ahead), now: OperationCase.at(0))
    guard let expected = example.seconds else {
      #expect(seconds == nil)
      return
    }
    #expect(try abs(#require(seconds) - expected) < 0.001)
  }
}
