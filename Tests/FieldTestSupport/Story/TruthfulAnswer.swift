import CatalogModel
import ReplicaStore
import SyncCore

/// What a technician who remembers says about a row that may be the one an unanswered create made.
///
/// The wire stands for the memory: a row is ours if a request of ours made it with the values sent, or with
/// those typed before, where the laptop itself does not know what it had sent.
/// Rows that were made by equal requests cannot be told apart; any that no receipt claims will do.
struct TruthfulAnswer {
  let agent: Agent

  func about(_ conflict: Conflict) throws -> ConflictDecision {
    let replica = agent.replica
    let table = replica.layout.table(conflict.row.resource)
    guard let keyColumn = table?.resource.key.name else { return .mine }
    let made = try replica.read { reader -> RowKey? in
      guard let sent = try reader.unknownOperation(of: conflict.row) else { return nil }
      let typed = try [sent.values] + reader.earlierVersions(of: sent)
      let ours = keys(madeBy: typed, of: sent.row.resource, keyColumn: keyColumn)
      return try reader.candidates(ofConflict: conflict.number).first { key in
        let row = RowReference(resource: conflict.row.resource, key: key)
        return try ours.contains(key) && !reader.isClaimed(row)
      }
    }
    return made.map { .columns([keyColumn: .value($0.value)]) } ?? .mine
  }

  /// Whether the server did something of which nothing there tells.
  func hasHappened(_ conflict: Conflict) throws -> Bool {
    guard let call = try agent.replica.read({ try $0.call(conflict.row) }) else { return false }
    let home = try ReplicaFileReading(agent: agent)
    let name = try home.name(of: Deed(call), by: agent)
    return try DeedCount.all(of: agent, home)[name].map { $0.done > $0.owed } ?? false
  }

  private func keys(
    madeBy typed: [RowFields],
    of resource: String,
    keyColumn: String
  ) -> Set<RowKey> {
    let made = agent.world.wire.records.filter { record in
      record.sender == agent.name && record.method == "POST" && record.status == 201
        && record.resource == resource
        && typed.contains { values in
          values.allSatisfy { LawChecker.same($1, record.fields[$0] ?? .null) }
        }
    }
    return Set(made.compactMap { $0.rows.first?[keyColumn].flatMap { RowKey($0) } })
  }
}
