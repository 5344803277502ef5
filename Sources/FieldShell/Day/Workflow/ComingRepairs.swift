import CatalogModel
import ReplicaStore
import SyncCore

/// Repairs that the server is yet to begin, and that steps hang on already.
struct ComingRepairs {
  let reader: ReplicaReader
  let facts: WorkflowFacts

  init(_ reader: ReplicaReader, _ facts: WorkflowFacts) {
    self.reader = reader
    self.facts = facts
  }

  /// The key that such a repair has here, by that key or by its unit; nothing where none is asked for.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  func repair(_ typed: String) throws -> RowKey? {
    let units = try reader.keys(
      in: RowFinder.table(facts.unit.units.name, in: reader.layout),
      matching: typed
    )
    return try all().first { $0.key.description == typed || units.contains($0.unit) }?.key
  }

  private func all() throws -> [(key: RowKey, unit: RowKey)] {
    try reader.calls().compactMap { call in
      guard let opened = call.action.opened, opened.resource == facts.actions.repairs.name,
        let key = call.values[opened.member].flatMap(RowKey.init), let unit = call.subject?.key
      else { return nil }
      return (key, unit)
    }
  }
}
