import CatalogModel
import ReplicaStore
import SyncCore

/// A run in which two changes of one row met the same fate.
enum SyncNoteTwice {
  static let summary: SyncSummary = {
    let row = RowReference(resource: "repairs", key: .integer(3))
    var summary = SyncSummary(outcome: .partial)
    summary.notes = [.unanswered(row: row), .unanswered(row: row)]
    return summary
  }()
}
