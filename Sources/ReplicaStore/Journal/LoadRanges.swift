/// The ranges that a load has yet to store, as they are kept between runs.
struct LoadRanges: LosslessStringConvertible {
  let spans: [KeySpan]
  let digits: Int?

  init(spans: [KeySpan], digits: Int?) {
    self.spans = spans
    self.digits = digits
  }

  /// `15|12..99:40,120..:7`: how many digits a key has, if they are texts, and the ranges.
  var description: String {
    let width = digits.map { String($0) } ?? ""
    return "\(width)|\(spans.map(\.description).joined(separator: ","))"
  }

  /// Reads what ``description`` writes.
  init?(_ text: String) {
    let halves = text.split(separator: "|", omittingEmptySubsequences: false)
    guard halves.count == 2 else { return nil }
    let words = halves[1].split(separator: ",")
    let read = words.compactMap { KeySpan(String($0)) }
    guard read.count == words.count, halves[0].isEmpty || Int(halves[0]) != nil else { return nil }
    (spans, digits) = (read, Int(halves[0]))
  }
}
