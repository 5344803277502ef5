import CatalogModel
import ReplicaStore
import SyncCore

/// One decision about all conflicts that it can decide.
///
/// Whether a row of the server is one's own, and how a repair goes on, is asked about one by one; another
/// account's conflicts are that account's.
struct WholesaleDecision {
  let decision: ConflictDecision
  /// Conflicts that are decided, oldest first.
  let decided: [Conflict]
  /// Conflicts that are left as they are.
  let left: [Conflict]

  /// Tells the conflicts apart.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  init(_ decision: ConflictDecision, _ reader: ReplicaReader) throws {
    self.decision = decision
    let author = try reader.author()
    let parted = try Dictionary(grouping: reader.conflicts()) { conflict in
      let entry = try reader.pendingRow(conflict.row).flatMap { try reader.queueEntry(of: $0) }
      let isOwn = OthersWork(in: entry.map { [$0] } ?? [], author: author).isEmpty
      return isOwn && Self.canDecide(conflict, decision, reader.layout)
    }
    decided = parted[true] ?? []
    left = parted[false] ?? []
  }

  private static func canDecide(
    _ conflict: Conflict,
    _ decision: ConflictDecision,
    _ layout: ReplicaLayout
  ) -> Bool {
    switch conflict.kind {
    case .updateUpdate, .deleteUpdate: return true
    case .updateDelete:
      guard decision == .mine, let resource = layout.catalog[conflict.row.resource] else {
        return true
      }
      return resource.allows(.create) && resource.keyAssignment == .server
    case .duplicate, .workflow, .action: return false
    }
  }

  /// What would be kept and given up, row by row.
  func blocks(_ shown: ShownValues) -> [Block] {
    let rows = decided.flatMap { conflict in
      conflict.columns.enumerated().map { index, column in
        let (kept, lost) = DecisionPreview(conflict: conflict).outcome(of: column, decision, shown)
        return [
          TextTable.Cell(index == 0 ? String(conflict.number) : ""),
          TextTable.Cell(index == 0 ? "\(conflict.row)" : ""), TextTable.Cell(column.column),
          TextTable.Cell(kept), TextTable.Cell(lost, .dim),
        ]
      }
    }
    let columns = [
      TextTable.Column(.numberTitle, isWhole: true, isNumber: true),
      TextTable.Column(.rowTitle), TextTable.Column(.columnTitle),
      TextTable.Column(.afterwardsTitle), TextTable.Column(.givenUpTitle),
    ]
    let list: [Block] = rows.isEmpty ? [] : [.table(TextTable(columns: columns, rows: rows))]
    return list + leftBlocks
  }

  /// What is said of conflicts that stay.
  var leftBlocks: [Block] {
    left.isEmpty ? [] : [.sentence(.leftToDecide(left.map(\.number)), .warning)]
  }

  /// The answer for scripts, once it was carried out, or where nothing was.
  func members(isDone: Bool) -> [String: JSONNode] {
    let node = { (conflict: Conflict) -> JSONNode in
      .object([
        "number": .integer(conflict.number), "resource": .text(conflict.row.resource),
        "key": conflict.row.key.json,
      ])
    }
    return [
      "resolved": .array(isDone ? decided.map(node) : []),
      "left": .array((isDone ? left : decided + left).map(node)),
    ]
  }
}
