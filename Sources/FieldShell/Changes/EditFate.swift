import CatalogModel
import ReplicaStore
import SyncCore

/// What the next sync makes of a row that was just edited: it sends it, or something stands against that.
struct EditFate {
  /// What stands against it; nothing where the next sync sends the edit.
  let obstacle: PushPlan.Obstacle?
  /// The row that the obstacle is about: the edited one, or a new row that it refers to.
  let row: RowReference

  /// Looks at the row, and at the new rows that have to be sent before it.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  init(of row: RowReference, _ reader: ReplicaReader) throws {
    let planner = PushPlanner(catalog: reader.layout.catalog, user: try reader.author() ?? "")
    var (next, seen) = ([row], Set<RowReference>())
    while let one = next.popLast() {
      guard seen.insert(one).inserted, let pending = try reader.pendingRow(one) else { continue }
      if let obstacle = planner.obstacle(to: pending) {
        (self.obstacle, self.row) = (obstacle, one)
        return
      }
      next += pending.needs
    }
    (self.obstacle, self.row) = (nil, row)
  }

  /// The sentence for a person, where the edit is not simply sent.
  func sentence(of edited: RowReference) -> Sentence? {
    obstacle.map { .editWaits($0, of: row, isOwn: row == edited) }
  }

  /// Why the edit waits, for scripts.
  var json: JSONNode { obstacle.map { .text(SyncNotes.word($0)) } ?? .null }
}
