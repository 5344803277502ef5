/// Finds what a person probably meant.
enum NearestWord {
  /// The candidate nearest to a mistyped word, or nothing where none is near.
  ///
  /// Near means: at most a third of the letters (and at most three) changed, a neighbour swapped
  /// counting as one; or the only candidate that begins with the word.
  static func suggestion(for word: String, among candidates: some Sequence<String>) -> String? {
    let typed = Array(word.lowercased().unicodeScalars.prefix(64))
    let candidates = Array(candidates)
    let begun = candidates.filter { $0.lowercased().hasPrefix(word.lowercased()) }
    if begun.count == 1, !word.isEmpty { return begun.first }
    let limit = min(3, max(1, typed.count / 3))
    return
      candidates
      .map { (name: $0, distance: distance(typed, Array($0.lowercased().unicodeScalars))) }
      .filter { $0.distance <= limit }
      .min { ($0.distance, $0.name) < ($1.distance, $1.name) }?
      .name
  }

  /// The optimal string alignment distance: insertions, deletions, replacements and swaps of
  /// neighbours, no part edited twice.
  static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    guard !left.isEmpty else { return right.count }
    guard !right.isEmpty else { return left.count }
    var before: [Int] = []
    var previous = Array(0...right.count)
    for row in 1...left.count {
      var current = [row] + Array(repeating: 0, count: right.count)
      for column in 1...right.count {
        let cost = left[row - 1] == right[column - 1] ? 0 : 1
        current[column] = min(
          previous[column] + 1,
          current[column - 1] + 1,
          previous[column - 1] + cost
        )
        if row > 1, column > 1, left[row - 1] == right[column - 2],
          left[row - 2] == right[column - 1]
        {
          current[column] = min(current[column], before[column - 2] + 1)
        }
      }
      before = previous
      previous = current
    }
    return previous[right.count]
  }
}
