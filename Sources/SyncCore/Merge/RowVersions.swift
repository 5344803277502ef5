package import CatalogModel

/// The versions of one row that a merge looks at.
package struct RowVersions: Sendable {
  /// The last server version both sides started from; in undecided columns the one before the
  /// conflict.
  package var base: RowFields
  /// What the technician sees now; nothing where the technician deleted the row.
  package var mine: RowFields?
  /// What the server has now.
  package var theirs: RowFields
  /// Columns that the technician's open changes touch.
  package var changed: Set<String>
  /// Values of an operation that was sent and not answered.
  ///
  /// Where the server shows them, they are ours and not a colleague's.
  package var sent: RowFields
  /// Columns of an unanswered update that the server shows as before although the row was changed
  /// meanwhile: whether a colleague put the old value back, nobody can tell.
  package var doubted: Set<String>
  /// When the technician made the last open change of each column, by the server's clock; nothing where
  /// the difference between the clocks was not known then.
  package var mineAt: [String: ClosedRange<NaiveTime>]
  /// When the server's row was changed last, by the server's clock; nothing where it is not stamped.
  package var theirsAt: ClosedRange<NaiveTime>?

  /// The versions of one row.
  package init(
    base: RowFields,
    mine: RowFields?,
    theirs: RowFields,
    changed: Set<String>,
    sent: RowFields = [:],
    doubted: Set<String> = [],
    mineAt: [String: ClosedRange<NaiveTime>] = [:],
    theirsAt: ClosedRange<NaiveTime>? = nil
  ) {
    self.base = base
    self.mine = mine
    self.theirs = theirs
    self.changed = changed
    self.sent = sent
    self.doubted = doubted
    self.mineAt = mineAt
    self.theirsAt = theirsAt
  }

  /// Whether what we typed in these columns is later than the server's row; nothing where that cannot be
  /// told.
  package func isMineLater(in columns: some Sequence<String>) -> Bool? {
    let ours = columns.filter(changed.contains)
    let times = ours.compactMap { mineAt[$0] }
    guard let theirsAt, times.count == ours.count, let first = times.first else { return nil }
    let earliest = times.reduce(first.lowerBound) { max($0, $1.lowerBound) }
    let latest = times.reduce(first.upperBound) { max($0, $1.upperBound) }
    if earliest > theirsAt.upperBound { return true }
    return theirsAt.lowerBound > latest ? false : nil
  }
}
