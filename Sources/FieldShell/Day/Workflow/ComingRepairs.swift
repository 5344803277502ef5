import CatalogModel
import ReplicaStore

/// Repairs that the server is yet to begin.
struct ComingRepairs {
  let reader: ReplicaReader
  let facts: WorkflowFacts

  init(_ reader: ReplicaReader, _ facts: WorkflowFacts) {
    self.reader = reader
    self.facts = facts
  }

  /// The key that such a repair has here; nothing where none is asked for.
  func repair(_ typed: String) throws -> RowKey? { nil }
}
