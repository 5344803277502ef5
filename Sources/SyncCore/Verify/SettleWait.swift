package import CatalogModel

/// How long a run that has done everything else waits for requests that may still commit.
package struct SettleWait: Sendable {
  /// How long a request may still commit after its attempt, in seconds.
  package let settle: Double

  /// The `Date` header has whole seconds, so two readings of one clock differ by up to one, on either
  /// side.
  private static let tolerance: Double = 2

  /// The wait for a settle time, in seconds.
  package init(settle: Double) {
    self.settle = settle
  }

  /// Seconds to wait so that `until` is past for certain; nothing where it lies further ahead than any
  /// attempt of this run can have put it, because then a clock was changed and waiting proves nothing.
  package func seconds(until: NaiveTime, now: NaiveTime) -> Double? {
    let ahead = until.secondsSince1970 - now.secondsSince1970
    guard ahead <= settle + Self.tolerance else { return nil }
    return max(0, ahead) + 1
  }
}
