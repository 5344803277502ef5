package import CatalogModel
import SyncCore

/// A laptop's clock on a timeline: it runs at the right speed and may be wrong by any amount.
package struct LaptopClock: RunClock {
  let timeline: Timeline
  /// Seconds by which it is ahead.
  let error: Double

  package init(timeline: Timeline, error: Double) {
    self.timeline = timeline
    self.error = error
  }

  package func now() -> NaiveTime { timeline.now.advanced(bySeconds: error) }

  package func sleep(seconds: Double) async throws { await timeline.sleep(seconds: seconds) }
}
