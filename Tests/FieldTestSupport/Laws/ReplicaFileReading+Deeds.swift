import CatalogModel
import GRDB
import ReplicaStore

extension ReplicaFileReading {
  /// What something asked for is called by now, with the keys that the server gave.
  func name(of deed: Deed, by agent: Agent) throws -> Deed.Name {
    let key = "\(agent.current(deed.subject).value)"
    let subject = deed.action == Deed.step ? try serverKey("repairs", key) : key
    return Deed.Name(action: deed.action, subject: subject, purpose: deed.purpose)
  }

  /// What was asked for and is still in the queue, in whatever state.
  func openDeeds(by catalog: Catalog) throws -> [Deed] {
    try deeds(
      by: catalog,
      sql: "SELECT change, resource FROM sync_changelog WHERE open = 1 AND kind = 'action'"
    )
  }

  /// What the replica shows as done.
  func deedsWithReceipts(by catalog: Catalog) throws -> [Deed] {
    try deeds(
      by: catalog,
      sql: """
        SELECT c.change, c.resource FROM sync_changelog c
        JOIN sync_receipt r ON r.operation = c.operation
        WHERE c.kind = 'action' AND c.outcome = 'delivered'
        """
    )
  }

  private func deeds(by catalog: Catalog, sql: String) throws -> [Deed] {
    try queue.read { db in
      try Row.fetchAll(db, sql: sql).compactMap { row in
        guard let action = catalog.action(named: row["resource"]) else { return nil }
        let values = try Row.fetchAll(
          db,
          sql: "SELECT \"column\", new FROM sync_change_value WHERE change = ?",
          arguments: [row["change"] as Int64]
        ).reduce(into: RowFields()) { fields, value in
          let name: String = value["column"]
          let stored = Self.value(value["new"] as DatabaseValue)
          fields[name] = action.column(name)?.value(stored: stored) ?? stored
        }
        return Deed(action, values)
      }
    }
  }
}
