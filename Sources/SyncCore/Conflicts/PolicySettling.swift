import CatalogModel
package import ReplicaStore

/// Lets today's rules decide conflicts that were opened under others.
///
/// Each is merged once more with the server's version as it was read last, so that it goes as it would have
/// gone under these rules in the first place, and as it would go at the next pull of its row. What loses is in
/// the journal and can be brought back.
package struct PolicySettling {
  let run: RunContext

  /// Open conflicts that a rule may decide, whoever's work they are about; `latest` may still ask.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package static func ruled(_ reader: ReplicaReader) throws -> [Conflict] {
    try reader.conflicts().filter { conflict in
      reader.layout.catalog[conflict.row.resource].map { isRuled(conflict, by: $0) } ?? false
    }
  }

  /// Settles what can be settled, in one transaction.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read or written.
  func perform() throws {
    let ruled = try run.replica.read { try Self.ruled($0) }
      .filter { run.request.includes($0.row.resource) }
    guard !ruled.isEmpty else { return }
    try run.replica.write(by: .engine) { writer in
      for conflict in ruled { try settle(conflict, with: writer) }
    }
  }

  private static func isRuled(_ conflict: Conflict, by resource: Resource) -> Bool {
    switch conflict.kind {
    case .updateUpdate:
      conflict.columns.contains { (resource.column($0.column)?.policy ?? .ask) != .ask }
    case .updateDelete, .deleteUpdate: resource.policy != .ask
    case .duplicate, .workflow, .action: false
    }
  }

  private func settle(_ conflict: Conflict, with writer: ReplicaWriter) throws {
    guard let table = writer.layout.table(conflict.row.resource) else { return }
    if conflict.kind == .updateDelete {
      _ = try PolicyRuling(writer: writer, table: table, now: run.now).settle(conflict.number)
      return
    }
    // The base is the server's row, except in what is undecided.
    guard let base = try writer.reader.baseRow(conflict.row.key, in: table) else { return }
    let theirs = conflict.columns.reduce(into: base) { $0[$1.column] = $1.theirs }
    try Rebase(writer: writer, now: run.now, clock: run.serverClock).take(theirs, in: table)
  }
}
