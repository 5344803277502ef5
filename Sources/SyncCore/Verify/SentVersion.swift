import CatalogModel
import ReplicaStore

/// Tells which version of a row a creation had sent that an outbox brought back.
///
/// What a version lacks or has otherwise was typed after it was frozen, and is still to be sent.
struct SentVersion {
  let resource: Resource
  /// What the creation may have sent, oldest first; what it holds now is the last.
  let versions: [RowFields]

  /// The version that a row of the server was made from.
  ///
  /// Of those that the row shows wholly it is the fullest, and the latest of these. Where somebody has changed
  /// the row since, it is the one of which most is left, and the earliest of these: what cannot be
  /// told from it counts as not sent, so that it is compared with what the row shows instead of lost.
  func shown(by row: RowFields) -> RowFields? {
    let whole = versions.filter { kept(of: $0, in: row) == $0.count }
    if let most = whole.map(\.count).max() { return whole.last { $0.count == most } }
    let most = versions.map { kept(of: $0, in: row) }.max()
    return versions.first { kept(of: $0, in: row) == most }
  }

  private func kept(of version: RowFields, in row: RowFields) -> Int {
    version.count { name, value in
      guard let column = resource.column(name), let theirs = row[name] else { return false }
      return column.equivalent(value, theirs)
    }
  }
}
