import CatalogModel
import Testing

@testable import SyncCore

struct ServerClockTests {
  private let local = NaiveTime(secondsSince1970: 1_000)

  @Test
  func `before the first answer it is the laptop's`() {
    let clock = ServerClock()
    #expect(clock.offset == nil)
    #expect(clock.time(at: local) == local)
  }

  @Test(arguments: [0.0, 3_600.0, -400.0 * 86_400])
  func `an answer tells how far the laptop is off, whatever it is`(_ error: Double) {
    var clock = ServerClock()
    clock.observe(local.advanced(bySeconds: error), at: local)
    #expect(clock.offset == error)
    let soon = local.advanced(bySeconds: 25)
    #expect(clock.time(at: soon) == soon.advanced(bySeconds: error))
  }

  @Test
  func `the last answer counts, and one without a time changes nothing`() {
    var clock = ServerClock(offset: 5)
    clock.observe(local.advanced(bySeconds: 9), at: local)
    clock.observe(nil, at: local)
    #expect(clock.offset == 9)
  }
}
