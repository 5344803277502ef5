import CatalogModel
import ReplicaStore

/// Settles a conflict about a whole row as the resource's policy says, in the transaction that found it.
struct PolicyRuling {
  let writer: ReplicaWriter
  let table: ResourceTable
  let now: NaiveTime

  /// Settles the conflict of that number; what loses stays in the journal and can be brought back.
  ///
  /// - Returns: whether the policy decided; where not, the conflict waits for a person.
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  func settle(_ number: Int64, isMineLater: Bool? = nil) throws -> Bool {
    guard let conflict = try writer.reader.conflict(number),
      let keepsMine = RowPolicy(resource: table.resource)
        .keepsMine(conflict.kind, isMineLater: isMineLater)
    else { return false }
    let step = ResolutionStep(
      writer: writer,
      conflict: conflict,
      table: table,
      now: now,
      policy: table.resource.policy
    )
    switch conflict.kind {
    case .deleteUpdate: try step.settleDeletion(keepsMine: keepsMine)
    case .updateDelete:
      guard try !keepsMine || canRecreate(conflict.row) else { return false }
      try step.settleGone(keepsMine: keepsMine)
    case .updateUpdate, .duplicate, .workflow, .action: return false
    }
    return true
  }

  // A row is made anew only where what it refers to is still to be seen.
  private func canRecreate(_ row: RowReference) throws -> Bool {
    guard table.resource.allows(.create), table.resource.keyAssignment == .server,
      let held = try writer.reader.row(row.key, in: table)
    else { return false }
    return try table.columns.allSatisfy { column in
      guard let link = column.link, let parent = writer.layout.table(link.resource),
        let key = held[column.name].flatMap(RowKey.init)
      else { return true }
      return try writer.reader.row(key, in: parent) != nil
    }
  }
}
