import CatalogModel
import ReplicaStore

/// Brings back the value that a conflict or a policy put aside, in the column that an entry of the
/// journal is about.
struct LosingValue {
  let reader: ReplicaReader
  let entry: JournalEntry

  /// What bringing it back does.
  ///
  /// - Throws: ``UndoError`` where the row is gone or in conflict, or holds the value.
  func step() throws -> UndoStep {
    let number = "log:\(entry.number)"
    guard let row = entry.row, let table = reader.layout.table(row.resource),
      case .text(let name)? = entry.detail?["column"], let column = table.column(name),
      column.role == .data
    else { throw UndoError(.nothingGivenUp, number) }
    if let conflict = try reader.conflict(of: row) {
      throw UndoError(.inConflict, String(conflict.number))
    }
    let kept = entry.detail?["decision"] ?? entry.detail?["kept"]
    let keptMine = kept == .text("mine")
    guard let lost = entry.detail?[keptMine ? "theirs" : "mine"],
      let now = try reader.row(row.key, in: table)
    else { throw UndoError(.rowGone, row.description) }
    let value = RecordedValue(
      column: name,
      old: now[name] ?? .null,
      new: column.normalized(lost.fieldValue)
    )
    guard !column.equivalent(value.old, value.new) else {
      throw UndoError(.changedSince, "\(row).\(name)")
    }
    return UndoStep(change: nil, way: .restore, row: row, effect: .update, values: [value])
  }
}
