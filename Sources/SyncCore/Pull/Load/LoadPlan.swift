import CatalogModel
import ReplicaStore

/// Which ranges of keys of a resource are still to be fetched, and which are under way (design:
/// bounded key ranges).
///
/// The server counts the whole filtered set for each page, so asking for *everything after the last
/// key* costs it more and more; a range closed on both sides costs what it brings, and several can be
/// under way at once. Each answer also tells how many rows its range has: by that the widths of the
/// next ranges are chosen, a range that held more than a page is cut further, and a desert of unused
/// keys is crossed in steps that double.
///
/// What is kept between runs is ``remaining``: a range counts as fetched when its rows are stored.
struct LoadPlan: Sendable, Equatable {
  /// How keys are numbers.
  let numbering: KeyNumbering
  /// Ranges that nobody fetches yet, ascending.
  private var waiting: [KeySpan]
  /// Ranges under way.
  private var underWay: [KeySpan] = []
  /// How much wider than the counts suggest the next range is cut.
  private var stretch = 1.0

  /// A plan for what remains of a load.
  init(_ remaining: [KeySpan], numbering: KeyNumbering) {
    self.numbering = numbering
    waiting = remaining.sorted { ($0.first ?? .min) < ($1.first ?? .min) }
  }

  /// Ranges whose rows are not stored yet, ascending, neighbours as one.
  var remaining: [KeySpan] {
    (waiting + underWay).sorted { ($0.first ?? .min) < ($1.first ?? .min) }
      .reduce(into: []) { spans, span in
        guard let last = spans.last, let end = last.below, end == span.first else {
          spans.append(span)
          return
        }
        let rows = last.rows.flatMap { left in span.rows.map { left + $0 } }
        spans[spans.count - 1] = KeySpan(first: last.first, below: span.below, rows: rows)
      }
  }

  /// Whether everything is stored.
  var isDone: Bool { waiting.isEmpty && underWay.isEmpty }

  /// Takes the next range to fetch; nothing where all that remains is under way.
  ///
  /// A range without an upper bound is to be read from its upper end, which shows where it ends.
  mutating func next(pageSize: Int) -> KeySpan? {
    guard let span = waiting.first else { return nil }
    guard let first = span.first, let below = span.below, let rows = span.rows else {
      waiting.removeFirst()
      underWay.append(span)
      return span
    }
    let width = Double(below) - Double(first)
    // As many keys as a page has rows cannot hold more rows; where keys lie apart, a little less
    // than a page is aimed at, so that few ranges must be asked for twice.
    let spread = 0.9 * Double(pageSize) * width / Double(max(rows, 1))
    let part = max(Double(pageSize), spread) * stretch
    waiting.removeFirst()
    guard part * 1.25 < width else {
      underWay.append(span)
      return span
    }
    let cut = first + Int64(min(part, 1e18))
    let expected = min(rows, Int(Double(rows) * part / width))
    let piece = KeySpan(first: first, below: cut, rows: expected)
    waiting.insert(KeySpan(first: cut, below: below, rows: rows - expected), at: 0)
    underWay.append(piece)
    return piece
  }

  /// Takes a range back that brought no answer; it will be asked for again.
  mutating func returned(_ span: KeySpan) {
    guard let index = underWay.firstIndex(of: span) else { return }
    underWay.remove(at: index)
    wait(span)
  }

  /// Notes that the lowest, or for a range without an upper bound the highest, rows of a range are
  /// stored.
  ///
  /// - Parameters:
  ///   - span: the range as ``next(pageSize:)`` gave it.
  ///   - rows: how many rows came.
  ///   - last: the last key of them in the order of asking; nothing where none came.
  ///   - count: how many rows the server has in the whole range.
  /// - Returns: whether that leads anywhere; not where rows were announced and none came, or the last
  ///   key lies outside the range.
  mutating func took(_ span: KeySpan, rows: Int, last: RowKey?, count: Int) -> Bool {
    guard let index = underWay.firstIndex(of: span) else { return false }
    if count > rows {
      guard let rest = rest(of: span, after: last, rows: count - rows) else { return false }
      underWay.remove(at: index)
      wait(rest)
    } else {
      underWay.remove(at: index)
    }
    learn(span, count: count)
    return true
  }

  private func rest(of span: KeySpan, after last: RowKey?, rows: Int) -> KeySpan? {
    guard let last, let number = numbering.number(last), span.contains(number) else { return nil }
    if span.isReadDownwards { return KeySpan(first: span.first, below: number, rows: rows) }
    let (next, isTooLarge) = number.addingReportingOverflow(1)
    guard !isTooLarge else { return nil }
    return KeySpan(first: next, below: span.below, rows: rows)
  }

  // What a range held more or less than expected is missing from, or left to, its neighbour above.
  private mutating func learn(_ span: KeySpan, count: Int) {
    guard let expected = span.rows else { return }
    stretch = count * 4 < expected ? min(stretch * 2, 1_048_576) : 1
    guard let index = waiting.firstIndex(where: { $0.first == span.below && $0.below != nil }),
      let rows = waiting[index].rows
    else { return }
    waiting[index].rows = max(0, rows + expected - count)
  }

  private mutating func wait(_ span: KeySpan) {
    let place = waiting.firstIndex { ($0.first ?? .min) > (span.first ?? .min) } ?? waiting.count
    waiting.insert(span, at: place)
  }
}

extension KeySpan {
  /// Whether the range is read from its upper end: its first key is known and its last is not.
  var isReadDownwards: Bool { first != nil && below == nil }

  /// Whether a key lies in the range.
  func contains(_ number: Int64) -> Bool {
    (first.map { number >= $0 } ?? true) && (below.map { number < $0 } ?? true)
  }
}
