package import CatalogModel
import SyncCore

/// A laptop's clock on a timeline: it runs at the right speed, may be wrong by any amount, and may be
/// set.
package struct LaptopClock: RunClock {
  let timeline: Timeline
  /// How far it is ahead.
  package let error: ClockError

  package init(timeline: Timeline, error: Double) {
    self.timeline = timeline
    self.error = ClockError(seconds: error)
  }

  package func now() -> NaiveTime { timeline.now.advanced(bySeconds: error.seconds) }

  package func uptime() -> Double { timeline.now.secondsSince1970 }

  package func sleep(seconds: Double) async throws { await timeline.sleep(seconds: seconds) }
}
