import CatalogModel
import GRDB

extension ReplicaWriter {
  /// Takes in an action that comes from an outbox: it counts as sent and not answered.
  ///
  /// One that this catalog does not know, or does not let wait, is left out.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  func takeInCall(_ recovered: RecoveredRow, id: String, into intake: inout Intake) throws {
    guard let action = layout.catalog.action(named: recovered.row.resource),
      action.delivery != .online, let change = recovered.changes.first,
      change.values.allSatisfy({ action.column($0.column) != nil })
    else {
      intake.left.append(recovered.row)
      return
    }
    // An export carries values, the file beside a database what that database stored.
    let isExported = recovered.operation != nil
    var values = change.values.reduce(into: RowFields()) { fields, value in
      guard let column = action.column(value.column) else { return }
      let typed = isExported ? value.new : column.value(stored: value.new)
      fields[value.column] = here(typed, column, intake)
    }
    try expect(action, change, &values, &intake)
    let (row, number) = try record(
      action,
      values,
      time: change.time,
      user: change.user,
      isHeld: recovered.isHeld
    )
    let operation = try keepUnverified(
      recovered,
      row: row,
      kind: .action,
      id: id,
      heldKeys: [],
      intake
    )
    try db.execute(
      sql: "UPDATE sync_changelog SET operation = ? WHERE change = ?",
      arguments: [operation, number]
    )
    for (column, value) in values {
      try db.execute(
        sql: "INSERT INTO sync_operation_value(operation, column, value) VALUES (?, ?, ?)",
        arguments: [operation, column, stored(value, column, in: action.name)]
      )
    }
    intake.taken.append(row)
    try note(.recovered, row: row, operation: operation, now: intake.now)
  }

  // The key that stands for the row to come stays where it means nothing else here.
  private func expect(
    _ action: Action,
    _ change: OutboxChange,
    _ values: inout RowFields,
    _ intake: inout Intake
  ) throws {
    guard let opened = action.opened, let table = layout.table(opened.resource),
      let value = change.values.first(where: { $0.column == opened.member })?.new,
      let key = RowKey(value), key.isProvisional
    else { return }
    let row = RowReference(resource: opened.resource, key: key)
    let isFree = try isFree(row, in: table) && intake.named[row] == nil
    let here = isFree ? key : try reserveKey(in: table)
    try takeKey(here, in: table)
    intake.keys[row] = here
    values[opened.member] = here.value
  }

  // A row that it names may have got another key, by the server or here.
  private func here(
    _ value: FieldValue,
    _ column: ResourceColumn,
    _ intake: Intake
  ) -> FieldValue {
    guard let link = column.link, let key = RowKey(value), key.isProvisional else { return value }
    return intake.key(of: RowReference(resource: link.resource, key: key))?.value ?? value
  }
}
