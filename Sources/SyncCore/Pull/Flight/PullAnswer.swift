import CatalogModel
import RemoteAPI

/// What became of a question.
struct PullAnswer: Sendable {
  let question: PullQuestion
  let result: Result<RemotePage, RemoteError>
  /// The laptop's times around the exchange.
  let askedAt: NaiveTime
  let answeredAt: NaiveTime

  /// Bytes that wait in memory.
  var bytes: Int {
    if case .success(let page) = result { page.body.count } else { 0 }
  }

  /// What the exchange took, by the laptop's clock.
  var seconds: Double { max(0, answeredAt.secondsSince1970 - askedAt.secondsSince1970) }

  /// Whether the server asks to be left alone for a while.
  var isPutOff: Bool {
    if case .failure(let error) = result { error.retryAfter != nil } else { false }
  }
}
