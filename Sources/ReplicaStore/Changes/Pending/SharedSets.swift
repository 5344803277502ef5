/// Keeps one copy of each set of names, however many rows have the same.
///
/// In a long queue nearly all rows have one author and a few combinations of columns.
struct SharedSets {
  private var known: Set<Set<String>> = []

  /// The copy that is kept of a set equal to this one.
  mutating func one(_ names: Set<String>) -> Set<String> {
    known.insert(names).memberAfterInsert
  }
}
