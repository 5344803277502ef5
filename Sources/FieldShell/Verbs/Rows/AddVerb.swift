import CatalogModel
import ReplicaStore

/// `add`: a new row.
enum AddVerb {
  static let verb = Verb("add", operands: [.resource, .assignments], help: .add) {
    invocation,
    session in
    try session.replica().write(by: .person(now: session.context.clock())) { writer in
      try capture(invocation.operands, writer, zone: session.context.zone).answer
    }
  }

  /// Adds the row that the words name, in the writer's transaction.
  ///
  /// - Throws: ``ShellError`` naming the word that does not fit; the transaction must not go on then.
  static func capture(
    _ words: [String],
    _ writer: ReplicaWriter,
    zone: LocalZone
  ) throws -> CapturedEdit {
    let table = try RowFinder.table(words.first ?? "", in: writer.layout)
    var edit = EditReader(table: table, reader: writer.reader, zone: zone)
    try edit.check(.create)
    let fields = try edit.newRow(Array(words.dropFirst()))
    let (key, change) = try writer.insert(fields, into: table)
    let row = RowReference(resource: table.name, key: key)
    let fate = try EditFate(of: row, writer.reader)
    let said: Sentence =
      fate.sentence(of: row).map { .addedButWaits("\(row)", $0) }
      ?? .added(table.name, key.description)
    var answer = Answer(
      [
        "resource": .text(table.name), "key": key.json, "change": .integer(change),
        "blocked": fate.json,
      ],
      [.sentence(said, fate.obstacle == nil ? .good : .warning)]
    )
    answer.warnings = edit.warnings
    return CapturedEdit(key: key, answer: answer)
  }
}
