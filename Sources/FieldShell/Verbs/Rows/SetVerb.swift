import CatalogModel
import ReplicaStore

/// `set`: new values in a row.
enum SetVerb {
  static let verb = Verb("set", operands: [.resource, .key, .assignments], help: .set) {
    invocation,
    session in
    try session.replica().write(by: .person(now: session.context.clock())) { writer in
      try capture(invocation.operands, writer, zone: session.context.zone).answer
    }
  }

  /// Changes the row that the words name, in the writer's transaction.
  ///
  /// - Throws: ``ShellError`` naming the word that does not fit; the transaction must not go on then.
  static func capture(
    _ words: [String],
    _ writer: ReplicaWriter,
    zone: LocalZone
  ) throws -> CapturedEdit {
    let table = try RowFinder.table(words.first ?? "", in: writer.layout)
    let typed = words.dropFirst().first ?? ""
    let key = try RowFinder(reader: writer.reader).row(typed, in: table).key
    var edit = EditReader(table: table, reader: writer.reader, zone: zone)
    // What was never sent goes out as a new row, however often it is changed.
    if !key.isProvisional { try edit.check(.update) }
    let fields = try edit.changes(Array(words.dropFirst(2)), of: key)
    let change = try writer.update(key, set: fields, in: table)
    let row = RowReference(resource: table.name, key: key)
    let fate = try EditFate(of: row, writer.reader)
    var answer = Answer(
      [
        "resource": .text(table.name), "key": key.json,
        "change": change.map(JSONNode.integer) ?? .null, "blocked": fate.json,
      ],
      [
        change == nil
          ? .sentence(.unchanged(table.name, key.description))
          : .sentence(said(row, fate), fate.obstacle == nil ? .good : .warning)
      ]
    )
    answer.warnings = edit.warnings
    return CapturedEdit(key: key, answer: answer)
  }

  private static func said(_ row: RowReference, _ fate: EditFate) -> Sentence {
    fate.sentence(of: row).map { .changedButWaits("\(row)", $0) }
      ?? .changed(row.resource, row.key.description)
  }
}
