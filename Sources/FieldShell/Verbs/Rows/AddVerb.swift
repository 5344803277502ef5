import CatalogModel
import ReplicaStore

/// `add`: a new row.
enum AddVerb {
  static let verb = Verb("add", operands: [.resource, .assignments], help: .add) {
    invocation,
    session in
    let replica = try session.replica()
    let table = try RowFinder.table(invocation.operand(0), in: replica.layout)
    return try replica.write(by: .person(now: session.context.clock())) { writer in
      var edit = EditReader(table: table, reader: writer.reader, zone: session.context.zone)
      try edit.check(.create)
      let fields = try edit.newRow(Array(invocation.operands.dropFirst()))
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
      return answer
    }
  }
}
