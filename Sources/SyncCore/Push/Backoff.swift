/// How long to wait before trying again: exponential with full jitter.
///
/// The rule is that of "Exponential Backoff And Jitter" (M. Brooker, AWS Architecture Blog, 2015).
package struct Backoff: Sendable, Equatable {
  /// The longest first wait, in seconds.
  package var first: Double
  /// The longest wait of all, in seconds.
  package var limit: Double

  /// A back-off with its bounds, in seconds.
  package init(first: Double = 1, limit: Double = 60) {
    self.first = first
    self.limit = limit
  }

  /// The wait after so many failed attempts, in seconds; never less than the server asked for.
  ///
  /// - Parameters:
  ///   - attempts: failed attempts so far, 1 or more.
  ///   - random: a number from 0 up to 1.
  ///   - retryAfter: the seconds that the server asked for.
  /// - Returns: the wait in seconds.
  package func delay(afterAttempts attempts: Int, random: Double, retryAfter: Double?) -> Double {
    let doublings = Double(min(max(attempts, 1) - 1, 30))
    let ceiling = min(limit, first * Self.power(of: doublings))
    return max(ceiling * random, retryAfter ?? 0)
  }

  private static func power(of doublings: Double) -> Double {
    (0..<Int(doublings)).reduce(1.0) { product, _ in product * 2 }
  }
}
