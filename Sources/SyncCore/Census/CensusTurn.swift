package import CatalogModel

/// How many resources a run counts in search of deleted rows.
package enum CensusTurn {
  /// Seconds after the last count from which a run that is to cost little counts as many as any other.
  private static let pause: Double = 3_600

  /// - Parameters:
  ///   - most: resources that a run counts.
  ///   - isFrugal: whether a run with nothing new is to cost few requests; then runs that follow each
  ///     other closely count one each, which comes to more in a day than rare runs count.
  ///   - last: when anything was counted last, by the server's clock.
  ///   - now: the server's clock.
  /// - Returns: how many resources to count.
  package static func resources(
    inRun most: Int,
    isFrugal: Bool,
    last: NaiveTime?,
    now: NaiveTime
  ) -> Int {
    guard isFrugal, let last else { return most }
    let age = now.secondsSince1970 - last.secondsSince1970
    // A little before the last count is jitter: a run estimates the server's clock anew.
    return abs(age) < pause ? min(1, most) : most
  }
}
