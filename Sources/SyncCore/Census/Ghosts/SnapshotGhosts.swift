import CatalogModel
import RemoteAPI
import ReplicaStore

/// Draws the consequences of a list that came whole: a row here that is not in it was deleted, or has
/// left what the list shows.
///
/// Its own path proves nothing, because a row may exist and not be listed. So the next run's list is
/// what confirms: a row goes when the lists of two runs lack it, under the limits of the census.
struct SnapshotGhosts {
  let run: RunContext

  /// The rows known here that a list lacks, in the transaction that stored it.
  ///
  /// Equal numbers are enough, because all rows of the list were stored; only a difference costs
  /// reading the list once more.
  ///
  /// - Returns: their keys; nothing where a row of the list could not be read, so that its key may
  ///   be any of them.
  /// - Throws: ``ReplicaError`` when the replica cannot be read.
  static func missing(
    _ page: RemotePage,
    _ stored: IngestedPage,
    in table: ResourceTable,
    _ reader: ReplicaReader
  ) throws -> Set<RowKey>? {
    let twice = SetAsideReason.keyTwice.rawValue
    guard stored.setAside.allSatisfy({ $0.reason == twice }) else { return nil }
    guard let range = try reader.knownRange(of: table) else { return [] }
    if try reader.knownCount(in: range, of: table) == stored.rows,
      // No key stands twice where they only rise or only fall.
      stored.isAscending || stored.isDescending
    {
      return []
    }
    guard let rows = try? page.decoded().rows else { return nil }
    let listed = rows.compactMap { $0.key(in: table.resource) }
    return Set(try reader.knownKeys(in: range, of: table)).subtracting(listed)
  }

  /// Lets go of rows that an earlier run found missing too, and suspects the others.
  ///
  /// - Throws: ``ReplicaError`` when the replica cannot be read or written.
  func take(_ missing: Set<RowKey>, of table: ResourceTable) throws {
    let name = table.resource.name
    let settling = GhostSettling(run: run, table: table)
    let suspects = try run.replica.read {
      try $0.suspectedGhosts(of: name, before: run.startedAt)
    }
    for suspect in suspects where !missing.contains(suspect.key) {
      try run.replica.write(by: .engine) { try $0.clearGhost(suspect) }
    }
    guard try settling.isBelieved(missing.count) else { return }
    for suspect in suspects where missing.contains(suspect.key) {
      try settling.letGoForGood(suspect)
    }
    let now = run.now
    try run.replica.write(by: .engine) { writer in
      for key in missing.subtracting(suspects.map(\.key)).sorted() {
        try writer.suspectGhost(RowReference(resource: name, key: key), now: now)
      }
    }
  }
}
