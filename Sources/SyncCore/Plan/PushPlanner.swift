package import CatalogModel
package import ReplicaStore

/// Decides what to send and in which order (design: pushing exactly once).
///
/// One bad apple spoils nothing: a row that waits holds back only rows that refer to it while it has
/// no key on the server.
package struct PushPlanner: Sendable {
  /// The catalog whose links give the order of deletions.
  package let catalog: Catalog
  /// The account that is logged in.
  package let user: String

  /// The laptop's clock; where it is not told no action counts as expired.
  package let now: NaiveTime?

  /// A planner for an account.
  package init(catalog: Catalog, user: String, now: NaiveTime? = nil) {
    self.catalog = catalog
    self.user = user
    self.now = now
  }

  /// Plans the given rows.
  package func plan(_ rows: [PendingRow]) -> PushPlan {
    var plan = PushPlan(ready: [], blocked: [], void: [])
    var candidates: [PendingRow] = []
    var calls: [PendingRow] = []
    var waiting: [RowReference: PushPlan.Obstacle] = [:]
    for row in rows {
      if let obstacle = obstacle(to: row) {
        waiting[row.row] = obstacle
        plan.blocked.append(PushPlan.Blocked(row: row.row, obstacle: obstacle))
      } else if row.effect == .nothing {
        plan.void.append(row)
      } else if row.effect == .action {
        calls.append(row)
      } else {
        candidates.append(row)
      }
    }
    order(candidates.filter { $0.effect != .delete }, waiting: waiting, into: &plan)
    plan.ready += deletions(candidates)
    order(calls, into: &plan)
    return plan
  }

  /// What keeps a row from being sent, whatever rows it refers to; nothing where it may go.
  ///
  /// Whose it is comes first: what became of another account's work is that account's to know and to
  /// mend, and nobody else should be told to.
  package func obstacle(to row: PendingRow) -> PushPlan.Obstacle? {
    if let other = other(than: row) { return .otherAccount(other) }
    if let conflict = row.conflict { return .conflict(conflict) }
    if let operation = row.operation {
      if operation.isTravelling { return .travelling }
      if operation.state == .unknown { return .unknown(operation.number) }
      // A refused row goes again once a person changed something about it.
      if row.changes.isEmpty { return .refused(operation.number) }
    }
    if row.isHeld { return .held }
    return now.map(row.isExpired) == true ? .expired : nil
  }

  // An action may need rows that are sent before it; one that needs anything else waits.
  private func order(_ calls: [PendingRow], into plan: inout PushPlan) {
    let sent = Set((plan.ready + plan.void).map(\.row))
    for call in calls {
      if let need = call.needs.first(where: { !sent.contains($0) }) {
        plan.blocked.append(PushPlan.Blocked(row: call.row, obstacle: .dependsOn(need)))
      } else {
        plan.calls.append(call)
      }
    }
  }

  private func other(than row: PendingRow) -> String? {
    let sender = row.operation.flatMap { $0.state == .refused ? nil : $0.user }
    return (row.users.sorted() + [sender].compactMap(\.self)).first { $0 != user }
  }

  // Kahn's algorithm over the references to rows that have no server key yet; the order of the
  // changes themselves decides between rows that do not depend on each other.
  private func order(
    _ rows: [PendingRow],
    waiting: [RowReference: PushPlan.Obstacle],
    into plan: inout PushPlan
  ) {
    let creates = Set(rows.filter { $0.effect == .create }.map(\.row))
    var dependents: [RowReference: [Int]] = [:]
    var missing = [Int](repeating: 0, count: rows.count)
    var stuck: [(index: Int, on: RowReference)] = []
    for (index, row) in rows.enumerated() {
      for need in Set(row.needs) where need != row.row {
        if creates.contains(need) {
          dependents[need, default: []].append(index)
          missing[index] += 1
        } else {
          stuck.append((index, need))
        }
      }
    }
    var blocked = block(stuck, rows: rows, dependents: dependents, into: &plan)
    var queue = rows.indices.filter { missing[$0] == 0 && !blocked.contains($0) }
    var next = 0
    while next < queue.count {
      let index = queue[next]
      next += 1
      plan.ready.append(rows[index])
      blocked.insert(index)
      for dependent in dependents[rows[index].row] ?? [] {
        missing[dependent] -= 1
        if missing[dependent] == 0, !blocked.contains(dependent) { queue.append(dependent) }
      }
    }
    let left = rows.indices.filter { !blocked.contains($0) }
    if !left.isEmpty { orderCircles(left.map { rows[$0] }, waiting, into: &plan) }
  }

  // Rows that wait for each other go with a reference left empty at first, which follows; where none may
  // be empty, they are named.
  private func orderCircles(
    _ rows: [PendingRow],
    _ waiting: [RowReference: PushPlan.Obstacle],
    into plan: inout PushPlan
  ) {
    let sent = Set(plan.ready.map(\.row))
    let rows = rows.map { $0.leaving(sent) }
    let withheld = CycleBreak(rows).outcome.withheld
    guard withheld.isEmpty else {
      let loosened = rows.map { $0.leaving(withheld[$0.row] ?? []) }
      return order(loosened, waiting: waiting, into: &plan)
    }
    plan.blocked += rows.map { PushPlan.Blocked(row: $0.row, obstacle: .cycle) }
  }

  // Rows that refer to something that cannot be created now, and everything that refers to them.
  private func block(
    _ stuck: [(index: Int, on: RowReference)],
    rows: [PendingRow],
    dependents: [RowReference: [Int]],
    into plan: inout PushPlan
  ) -> Set<Int> {
    var blocked: Set<Int> = []
    var queue = stuck
    while let (index, need) = queue.popLast() {
      guard blocked.insert(index).inserted else { continue }
      let row = rows[index].row
      plan.blocked.append(PushPlan.Blocked(row: row, obstacle: .dependsOn(need)))
      guard rows[index].effect == .create else { continue }
      queue += (dependents[row] ?? []).map { ($0, row) }
    }
    return blocked
  }

  private func deletions(_ rows: [PendingRow]) -> [PendingRow] {
    let depths = LinkDepths(catalog: catalog)
    return
      rows
      .filter { $0.effect == .delete }
      .enumerated()
      .sorted { left, right in
        let leftDepth = depths[left.element.row.resource]
        let rightDepth = depths[right.element.row.resource]
        return leftDepth == rightDepth ? left.offset < right.offset : leftDepth > rightDepth
      }
      .map(\.element)
  }
}
