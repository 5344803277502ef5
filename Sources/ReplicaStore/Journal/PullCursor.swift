package import CatalogModel

/// How far a resource has been pulled.
///
/// The steps between cursors are decisions of the run; this is what survives it.
package struct PullCursor: Sendable, Equatable {
  /// What is being walked.
  package enum Stage: String, Sendable, Codable {
    /// The whole resource along its keys, for the first time.
    case load
    /// Rows created or modified since the watermark.
    case news
    /// Rows created since the watermark.
    case creates
    /// Rows modified since the watermark.
    case updates
    /// Nothing: the resource is as new as its watermark.
    case rest
  }

  /// What is being walked.
  package var stage: Stage
  /// The server's clock before the first question of the last finished walk: what it had committed by
  /// then was seen.
  package var watermark: NaiveTime?
  /// What the watermark becomes when the walk in progress is finished.
  package var nextWatermark: NaiveTime?
  /// The last key stored in the stage in progress.
  package var lastKey: RowKey?

  /// Ranges of keys that a load has yet to store; nothing before they are cut, none where the load
  /// goes from key to key instead.
  package var spans: [KeySpan]?
  /// How many digits each key has, where the ranges are of texts of digits.
  package var digits: Int?

  /// A cursor with its parts; by default at the very beginning.
  package init(
    stage: Stage = .load,
    watermark: NaiveTime? = nil,
    nextWatermark: NaiveTime? = nil,
    lastKey: RowKey? = nil,
    spans: [KeySpan]? = nil,
    digits: Int? = nil
  ) {
    self.stage = stage
    self.watermark = watermark
    self.nextWatermark = nextWatermark
    self.lastKey = lastKey
    self.spans = spans
    self.digits = digits
  }
}
