import CatalogModel
import Testing

@testable import SyncCore

struct ServerClockTests {
  private let local = NaiveTime(secondsSince1970: 1_000)

  @Test
  func `before the first answer it is the laptop's`() {
    let clock = ServerClock()
    #expect(clock.offsets == nil)
    #expect(clock.earliest(at: local) == local)
    #expect(clock.latest(at: local) == local)
  }

  @Test(arguments: [0.0, 3_600.0, -400.0 * 86_400])
  func `an answer tells how far the laptop is off, to a second and the time it took`(
    _ error: Double
  ) {
    var clock = ServerClock()
    clock.observe(
      local.advanced(bySeconds: error),
      askedAt: local.advanced(bySeconds: -3),
      answeredAt: local.advanced(bySeconds: 4)
    )
    #expect(clock.offsets == error - 4...error + 4)
    let soon = local.advanced(bySeconds: 25)
    #expect(clock.earliest(at: soon) == soon.advanced(bySeconds: error - 4))
    #expect(clock.latest(at: soon) == soon.advanced(bySeconds: error + 4))
  }

  @Test
  func `every answer narrows it, a slow one and one without a time change nothing`() {
    var clock = ServerClock()
    observe(9.2, took: 0.5, &clock)
    #expect(isNear(clock.offsets, 8.5...10))
    observe(9.8, took: 0.1, &clock)
    #expect(isNear(clock.offsets, 8.9...10))
    observe(9.5, took: 20, &clock)
    clock.observe(nil, askedAt: local, answeredAt: local)
    #expect(isNear(clock.offsets, 8.9...10))
  }

  @Test(arguments: [-3_600.0, 3_600])
  func `an answer that contradicts the others counts alone once another bears it out`(
    _ step: Double
  ) {
    var clock = ServerClock()
    observe(9, took: 0.5, &clock)
    observe(9 + step, took: 0.5, &clock)
    // It may be an old answer in the place of another; then nothing is over sooner than it was.
    #expect(isNear(clock.offsets, 8.5 + min(step, 0)...10 + max(step, 0)))
    var set = clock
    observe(9 + step, took: 0.5, &set)
    #expect(isNear(set.offsets, 8.5 + step...10 + step))
    observe(9, took: 0.5, &clock)
    #expect(isNear(clock.offsets, 8.5...10))
  }

  @Test
  func `a laptop's clock that goes back during a question does no harm`() {
    var clock = ServerClock()
    clock.observe(local, askedAt: local, answeredAt: local.advanced(bySeconds: -50))
    #expect(clock.offsets == 50...50)
  }

  // The server's clock is `ahead` seconds ahead of the laptop's, and the header cuts the fraction off.
  private func observe(_ ahead: Double, took: Double, _ clock: inout ServerClock) {
    clock.observe(
      local.advanced(bySeconds: ahead.rounded(.down)),
      askedAt: local,
      answeredAt: local.advanced(bySeconds: took)
    )
  }

  private func isNear(_ range: ClosedRange<Double>?, _ expected: ClosedRange<Double>) -> Bool {
    guard let range else { return false }
    return abs(range.lowerBound - expected.lowerBound) < 1e-6
      && abs(range.upperBound - expected.upperBound) < 1e-6
  }

  @Test
  func `stamps that came bound how far the clock of stamps lies behind`() {
    let noon = NaiveTime(secondsSince1970: 43_200)
    var clock = ServerClock()
    #expect(clock.furthestBehind == ServerClock.anyZone)
    clock.observe(newestStamp: noon.advanced(bySeconds: -7_200), atMost: noon)
    #expect(clock.furthestBehind == 7_200)
    clock.observe(newestStamp: noon.advanced(bySeconds: -9_000), atMost: noon)
    #expect(clock.furthestBehind == 7_200, "an older row says less")
    clock.observe(newestStamp: noon.advanced(bySeconds: 9_000), atMost: noon)
    #expect(clock.furthestBehind == 7_200, "a stamp of the future says nothing")
    clock.observe(newestStamp: noon.advanced(bySeconds: -60), atMost: noon)
    #expect(clock.furthestBehind == 60)
  }

  @Test
  func `a receipt knows better than stamps, and a clock ahead is no lag`() {
    let noon = NaiveTime(secondsSince1970: 43_200)
    var clock = ServerClock(stampLagAtMost: 5_000)
    clock.observe(stamp: noon.advanced(bySeconds: -3_600), in: noon)
    #expect(clock.furthestBehind == 3_600)
    clock.observe(stamp: noon.advanced(bySeconds: 600), in: noon)
    #expect(clock.furthestBehind == 0)
  }
}
