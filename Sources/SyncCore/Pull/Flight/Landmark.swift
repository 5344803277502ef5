import CatalogModel

/// Whether a walk from key to key gets anywhere, in constant memory.
///
/// Keys that are texts have the server's own order, so that a page cannot be checked against it; but a
/// walk that comes to the same key twice goes in a circle. A landmark that is moved on after twice as
/// many steps each time is met again by every circle (R. P. Brent, *An improved Monte Carlo
/// factorization algorithm*, 1980).
struct Landmark: Sendable, Equatable {
  private var key: RowKey?
  private var steps = 0
  private var span = 1

  /// Takes the key that the walk has come to.
  ///
  /// - Returns: whether it is another than the landmark.
  mutating func isPassed(by next: RowKey) -> Bool {
    guard next != key else { return false }
    steps += 1
    if steps == span {
      key = next
      (steps, span) = (0, span * 2)
    }
    return true
  }
}
