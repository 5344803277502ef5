/// What a run has read of each resource so far.
struct PullTally: Sendable, Equatable {
  private struct Share: Sendable, Equatable {
    var rows = 0
    var bytes = 0
    let startedAt: Double
    var toldAt: Double
  }

  private var shares: [String: Share] = [:]

  /// Seconds between lines about one resource in a log.
  private static let pause = 5.0

  /// Counts a page.
  ///
  /// - Parameters:
  ///   - rows: rows of the page.
  ///   - bytes: what it was on the wire.
  ///   - resource: whose rows they are.
  ///   - left: rows that the server still has; nothing where nobody knows.
  ///   - uptimes: when it was asked for and when it came, by a clock that nobody sets.
  /// - Returns: how far the resource is.
  mutating func took(
    rows: Int,
    bytes: Int,
    of resource: String,
    left: Int?,
    uptimes: ClosedRange<Double>
  ) -> PullProgress {
    let (start, now) = (uptimes.lowerBound, uptimes.upperBound)
    var share = shares[resource] ?? Share(startedAt: start, toldAt: start)
    share.rows += rows
    share.bytes += bytes
    let isMilestone = left == 0 || now - share.toldAt >= Self.pause
    if isMilestone { share.toldAt = now }
    shares[resource] = share
    return PullProgress(
      resource: resource,
      rows: share.rows,
      left: left,
      bytes: share.bytes,
      seconds: max(0, now - share.startedAt),
      isMilestone: isMilestone
    )
  }

  /// Bytes a row of each resource took on the wire, where enough rows came to tell.
  var rowBytes: [String: Double] {
    shares.compactMapValues { share in
      share.rows >= 5 ? Double(share.bytes) / Double(share.rows) : nil
    }
  }

  /// Bytes of all pages that brought rows.
  var bytes: Int { shares.values.reduce(0) { $0 + ($1.rows > 0 ? $1.bytes : 0) } }
}
