import CatalogModel
import ReplicaStore

/// Merges what a page holds for rows that are edited here, in the transaction that stored the page.
struct PageMerge {
  let rebase: Rebase
  /// How many rows of the page changed what the technician sees.
  private(set) var changed: Int
  /// What a person should be told of its rows.
  private(set) var notes: [SyncNote] = []

  /// Merges the rows that were withheld from a page.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  init(_ page: IngestedPage, in table: ResourceTable, with rebase: Rebase) throws {
    self.rebase = rebase
    changed = page.changed
    for row in page.withheld {
      let effect = try rebase.take(row, in: table)
      if effect.isChanged { changed += 1 }
      if let number = effect.opened, let key = row.key(in: table.resource) {
        let row = RowReference(resource: table.name, key: key)
        notes.append(.newConflict(number: number, row: row))
      }
    }
    notes += page.setAside.map {
      .setAside(resource: table.name, key: $0.key?.description ?? "?", reason: $0.reason)
    }
    if !page.reborn.isEmpty {
      notes.append(.serverRestored(resource: table.name, rows: page.reborn.count))
    }
  }
}
