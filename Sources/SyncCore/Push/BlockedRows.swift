import CatalogModel
import ReplicaStore

/// Rows that wait, and why, found by walking through the queue.
struct BlockedRows {
  let run: RunContext

  private static let portion = 256

  /// A note for each row that something stands against, as the queue is now, except those that this run
  /// has told already.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  func notes(except told: Set<RowReference> = []) throws -> [SyncNote] {
    let planner = PushPlanner(catalog: run.layout.catalog, user: run.user, now: run.now)
    var walk = PendingWalk(.all)
    var notes: [SyncNote] = []
    while true {
      let rows = try run.replica.read { try $0.rows(next: &walk, atMost: Self.portion) }
      guard !rows.isEmpty else { return notes }
      for row in rows where isAsked(row.row) && !told.contains(row.row) {
        guard let obstacle = planner.obstacle(to: row) ?? dependence(of: row) else { continue }
        notes.append(.blocked(row: row.row, obstacle: obstacle))
      }
    }
  }

  private func isAsked(_ row: RowReference) -> Bool {
    run.request.includes(run.layout.catalog.subject(of: row.resource))
  }

  private func dependence(of row: PendingRow) -> PushPlan.Obstacle? {
    guard let need = row.needs.first(where: { $0 != row.row }) else { return nil }
    return run.circles.contains(row.row) ? .cycle : .dependsOn(need)
  }
}
