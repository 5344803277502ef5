/// How far the rows of one resource have come in this run.
package struct PullProgress: Sendable, Equatable {
  /// The resource.
  package let resource: String
  /// Rows read so far, also those that were here already.
  package let rows: Int
  /// Rows that the server still has of what was asked; nothing where nobody knows.
  package let left: Int?
  /// Bytes received for them, as they came over the wire.
  package let bytes: Int
  /// Seconds since the first of them was asked for.
  package let seconds: Double
  /// Whether a log that is not to grow without end should have a line about it: at the end, and every
  /// few seconds before.
  package let isMilestone: Bool

  /// How far something is.
  package init(
    resource: String,
    rows: Int,
    left: Int?,
    bytes: Int,
    seconds: Double,
    isMilestone: Bool
  ) {
    self.resource = resource
    self.rows = rows
    self.left = left
    self.bytes = bytes
    self.seconds = seconds
    self.isMilestone = isMilestone
  }

  /// Whether nothing of it is left.
  package var isDone: Bool { left == 0 }

  /// The part that is here, from 0 to 1; nothing where the whole is not known.
  package var fraction: Double? {
    guard let left, rows + left > 0 else { return nil }
    return Double(rows) / Double(rows + left)
  }

  /// Bytes a second; nothing before there is time to measure.
  package var rate: Double? { seconds >= 0.5 ? Double(bytes) / seconds : nil }

  /// Seconds until the rest is here if it comes as the rows before it did; nothing where nobody knows.
  package var secondsLeft: Double? {
    guard let left, left > 0, rows > 0, seconds >= 0.5 else { return nil }
    return Double(left) * seconds / Double(rows)
  }
}
