/// How many rows of a resource may go at once without a person having looked.
package enum PurgeLimit {
  /// Whether so many ghosts are too many to be believed: more than a fifth, and at least 20 rows.
  package static func isExceeded(ghosts: Int, of rows: Int) -> Bool {
    ghosts >= 20 && ghosts * 5 > rows
  }
}
