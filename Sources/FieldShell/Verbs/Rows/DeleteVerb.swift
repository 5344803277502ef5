import CatalogModel
import ReplicaStore

/// `delete`: a row that should be gone.
enum DeleteVerb {
  static let verb = Verb("delete", operands: [.resource, .key], help: .delete) {
    invocation,
    session in
    try session.replica().write(by: .person(now: session.context.clock())) { writer in
      try capture(invocation.operands, writer, zone: session.context.zone).answer
    }
  }

  /// Deletes the row that the words name, in the writer's transaction.
  ///
  /// - Throws: ``ShellError`` saying why it cannot go; the transaction must not go on then.
  static func capture(
    _ words: [String],
    _ writer: ReplicaWriter,
    zone: LocalZone
  ) throws -> CapturedEdit {
    let table = try RowFinder.table(words.first ?? "", in: writer.layout)
    let typed = words.dropFirst().first ?? ""
    let key = try RowFinder(reader: writer.reader).row(typed, in: table).key
    var edit = EditReader(table: table, reader: writer.reader, zone: zone)
    if !key.isProvisional { try edit.check(.delete) }
    try checkReferrers(key, table, writer.reader)
    let change = try writer.delete(key, from: table)
    let row = RowReference(resource: table.name, key: key)
    let fate = try EditFate(of: row, writer.reader)
    var answer = Answer(
      [
        "resource": .text(table.name), "key": key.json, "change": .integer(change),
        "blocked": fate.json,
      ],
      [.sentence(said(row, fate), fate.obstacle == nil ? .good : .warning)]
    )
    answer.warnings = edit.warnings
    return CapturedEdit(key: key, answer: answer)
  }

  private static func said(_ row: RowReference, _ fate: EditFate) -> Sentence {
    if let why = fate.sentence(of: row) { return .deletedButWaits("\(row)", why) }
    return row.key.isProvisional
      ? .deletedLocalOnly(row.resource, row.key.description)
      : .deleted(row.resource, row.key.description)
  }

  // A new row that others refer to cannot go before them: they would wait for it forever.
  private static func checkReferrers(
    _ key: RowKey,
    _ table: ResourceTable,
    _ reader: ReplicaReader
  ) throws {
    guard key.isProvisional else { return }
    for (resource, column) in reader.layout.catalog.links(to: table.resource) {
      guard let linked = reader.layout.table(resource.name), linked.column(column.name) != nil
      else { continue }
      let isLinked = [RowCondition(column.name, .equal, key.value)]
      let first = try reader.rows(in: linked, where: isLinked, limit: 1).first
      guard let other = first?.key(in: resource) else { continue }
      throw ShellError(
        .notAllowed,
        .stillReferredTo("\(table.name) \(key)", by: "\(resource.name) \(other)")
      )
    }
  }
}
