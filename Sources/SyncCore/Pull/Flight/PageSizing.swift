/// How many rows a page is asked for: as many as come within a few seconds and a bounded memory.
///
/// Sizes are led by what the last page cost, never by what was asked for: a server may cut pages, rows
/// differ in length, and a link changes.
struct PageSizing: Sendable, Equatable {
  /// Rows to ask for now.
  private(set) var size: Int
  private var maximum: Int

  /// Seconds that a page should take: long enough to be worth its request, short enough that a lost
  /// one is no great loss.
  private static let seconds = 3.0
  /// Bytes of a page after decompression that several of them may take in memory.
  private static let bytes = 1 << 20
  /// The size that a slow page does not shrink below; only one without an answer does.
  private static let least = 20

  /// Sizing that begins with `size`, and asks for at most `maximum` rows.
  init(beginningWith size: Int, maximum: Int) {
    self.maximum = max(1, maximum)
    self.size = min(max(1, size), self.maximum)
  }

  /// Begins as large as what other walks showed of the link allows; how long the server lets pages of
  /// this one be is still to be seen.
  mutating func begin(like other: PageSizing) { size = min(other.size, maximum) }

  /// Learns from a page.
  ///
  /// - Parameters:
  ///   - asked: rows that were asked for.
  ///   - rows: rows that came.
  ///   - hasMore: whether the server has more of them; then it is the server that cut the page.
  ///   - bytes: the length of the page after decompression.
  ///   - seconds: what the exchange took.
  mutating func answered(asked: Int, rows: Int, hasMore: Bool, bytes: Int, seconds: Double) {
    guard rows > 0 else { return }
    if hasMore, rows < asked { maximum = min(maximum, rows) }
    var next = Double(size)
    if seconds > Self.seconds {
      next = max(Double(rows) * Self.seconds / seconds, Double(min(Self.least, size)))
    } else if seconds < Self.seconds / 2, rows >= size {
      next = Double(size) * 2
    }
    let longest = Double(Self.bytes) * Double(rows) / Double(max(bytes, 1))
    size = Int(max(1, min(next, longest, Double(maximum))))
  }

  /// Learns that a page was too much for the link or for the memory.
  ///
  /// - Returns: whether there is a smaller page to ask for.
  mutating func failed() -> Bool {
    guard size > 1 else { return false }
    size /= 2
    return true
  }
}
