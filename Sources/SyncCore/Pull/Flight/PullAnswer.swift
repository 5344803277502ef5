import CatalogModel
import RemoteAPI

/// What became of a question.
struct PullAnswer: Sendable {
  let question: PullQuestion
  let result: Result<RemotePage, RemoteError>
  /// The laptop's times around the exchange.
  let askedAt: NaiveTime
  let answeredAt: NaiveTime
  /// The same by a clock that nobody sets, in seconds.
  let uptimes: ClosedRange<Double>

  /// Bytes that wait in memory.
  var bytes: Int {
    if case .success(let page) = result { page.body.count } else { 0 }
  }

  /// What the exchange took.
  var seconds: Double { uptimes.upperBound - uptimes.lowerBound }

  /// Whether the server asks to be left alone for a while.
  var isPutOff: Bool {
    if case .failure(let error) = result { error.retryAfter != nil } else { false }
  }
}
