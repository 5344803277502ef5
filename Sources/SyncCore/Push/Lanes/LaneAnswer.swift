import CatalogModel
import RemoteAPI

/// What came of a lane's question, and when.
struct LaneAnswer: Sendable {
  /// What came.
  enum Outcome: Sendable {
    case page(DecodedPage)
    /// The row; nothing where it is gone.
    case row(RemoteRow?)
    case written(WriteResult)
    /// Nothing happened on the server.
    case failed(RemoteError)
  }

  /// What was asked.
  let question: LaneQuestion
  /// What came.
  let outcome: Outcome
  /// When it was asked and answered, by the laptop's clock.
  let times: ClosedRange<NaiveTime>
  /// The same by a clock that nobody sets, in seconds.
  let uptimes: ClosedRange<Double>

  /// Whether it says nothing that bears on what was to follow: the server did what was asked.
  var isPlain: Bool {
    switch outcome {
    case .page, .row: true
    case .written(let result):
      if case .applied = result.answer { true } else { false }
    case .failed: false
    }
  }
}
