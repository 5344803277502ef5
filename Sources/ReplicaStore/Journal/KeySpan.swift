/// Keys from one number up to, and without, another, of a resource whose keys count upwards.
///
/// Keys that are texts of digits, all of one length, are numbers too: every collation orders them so.
package struct KeySpan: Sendable, Hashable {
  /// The first key; nothing where the span begins below every key.
  package var first: Int64?
  /// The key behind the last; nothing where the span ends above every key.
  package var below: Int64?
  /// How many rows the server is expected to have in it; nothing where it was not asked.
  package var rows: Int?

  /// A span with its bounds, by default all keys.
  package init(first: Int64? = nil, below: Int64? = nil, rows: Int? = nil) {
    self.first = first
    self.below = below
    self.rows = rows
  }
}

extension KeySpan: LosslessStringConvertible {
  /// `12..99:40`, with nothing in the place of an open bound or an unknown count.
  package var description: String {
    let word = { (number: Int64?) in number.map { String($0) } ?? "" }
    return "\(word(first))..\(word(below)):\(rows.map { String($0) } ?? "")"
  }

  /// Reads what ``description`` writes.
  package init?(_ text: String) {
    let halves = text.split(separator: ":", omittingEmptySubsequences: false)
    guard halves.count == 2, let dots = halves[0].firstRange(of: "..") else { return nil }
    let words = [halves[0][..<dots.lowerBound], halves[0][dots.upperBound...]]
    guard words.allSatisfy({ $0.isEmpty || Int64($0) != nil }),
      halves[1].isEmpty || Int(halves[1]) != nil
    else { return nil }
    self.init(first: Int64(words[0]), below: Int64(words[1]), rows: Int(halves[1]))
  }
}
