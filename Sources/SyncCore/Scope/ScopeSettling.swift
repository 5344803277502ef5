import CatalogModel
import RemoteAPI
import ReplicaStore

/// Lets rows leave the replica that have left what it holds.
struct ScopeSettling {
  let run: RunContext

  /// Takes out what is no longer in scope, and says how much that was; what has unsent changes or a
  /// conflict stays until that is settled.
  ///
  /// - Throws: ``ReplicaError`` when the replica cannot be written.
  func perform() throws {
    for table in run.layout.tables where table.scope != nil {
      let rows = try run.replica.write(by: .engine) { try $0.letLeave(table) }
      if rows > 0 { run.summary.notes.append(.leftScope(resource: table.name, rows: rows)) }
    }
  }

  /// Those of some keys that the server has no more, in scope or out of it; the rows of the others are
  /// taken in as they are now.
  ///
  /// - Returns: the keys; none where the server gave no answer that proves anything.
  func gone(among keys: [RowKey], of table: ResourceTable) async throws -> [RowKey] {
    guard table.scope != nil, !keys.isEmpty else { return keys }
    var findings = KeyComparison.Findings()
    do {
      let missing = try await KeyComparison(run: run, table: table).missing(among: keys, &findings)
      return keys.filter(missing.contains)
    } catch is RemoteError {
      return []
    }
  }
}
