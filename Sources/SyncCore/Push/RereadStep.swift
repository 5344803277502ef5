import CatalogModel
import ReplicaStore

/// Reads rows again just before they are changed, and merges what a colleague wrote meanwhile.
///
/// The API cannot compare and set, so what is written between this and the PUT shows nothing; the
/// step comes right before the PUT to keep that window at one round trip.
struct RereadStep {
  let run: RunContext

  /// Takes in a row as the server has it now, in the transaction of the caller.
  func take(_ row: RowFields, in table: ResourceTable, with writer: ReplicaWriter) throws {
    let rebase = Rebase(writer: writer, now: run.now, clock: run.serverClock)
    let effect = try rebase.take(row, in: table)
    if let number = effect.opened, let key = row.key(in: table.resource) {
      run.summary.notes.append(
        .newConflict(number: number, row: RowReference(resource: table.resource.name, key: key))
      )
    }
  }

  /// Keeps the conflict between our change and a row that is gone.
  func keepGone(
    _ row: RowReference,
    in table: ResourceTable,
    with writer: ReplicaWriter
  ) throws {
    // Gone on both sides: the deletion's own step finds it done.
    guard let mine = try writer.reader.row(row.key, in: table) else { return }
    let base = try writer.reader.baseRow(row.key, in: table) ?? [:]
    let touched = try writer.reader.openColumns(of: row)
    let draft = ConflictDraft(
      gone: row,
      mine: mine,
      base: base,
      columns: table.columns.filter { touched.contains($0.name) && $0.role == .data }
    )
    let (number, isNew) = try writer.keepConflict(draft, now: run.now)
    if try PolicyRuling(writer: writer, table: table, now: run.now).settle(number) { return }
    if isNew { run.summary.notes.append(.newConflict(number: number, row: row)) }
  }
}
