import Testing

@testable import SyncCore

struct ClockJumpTests {
  static let table: [(known: ClosedRange<Double>, now: ClosedRange<Double>, back: Double?)] = [
    // The intervals overlap, or the clocks drifted a little: nothing was set.
    (0...1, 0.5...3, nil),
    (0...1, -59...(-58), nil),
    (100...101, 160...161, nil),
    // Set back: by the most that it can be.
    (7_200...7_201, 0...1, 7_201),
    (7_200...7_201, -30...1, 7_231),
    // Set forward: what was seen by then was seen.
    (0...1, 7_200...7_201, 0),
    // No server is ahead for so long; a laptop without a battery is.
    (0...1, -1e9...(-1e9 + 1), 0),
  ]

  @Test(arguments: table)
  func `watermarks go back by what the server's clock went back`(
    _ item: (known: ClosedRange<Double>, now: ClosedRange<Double>, back: Double?)
  ) {
    #expect(ClockJump(from: item.known, to: item.now)?.back == item.back)
  }
}
