import CatalogModel
import ReplicaStore

/// `set`: new values in a row.
enum SetVerb {
  static let verb = Verb("set", operands: [.resource, .key, .assignments], help: .set) {
    invocation,
    session in
    let replica = try session.replica()
    let table = try RowFinder.table(invocation.operand(0), in: replica.layout)
    return try replica.write(by: .person(now: session.context.clock())) { writer in
      let key = try RowFinder(reader: writer.reader).row(invocation.operand(1), in: table).key
      var edit = EditReader(table: table, reader: writer.reader, zone: session.context.zone)
      // What was never sent goes out as a new row, however often it is changed.
      if !key.isProvisional { try edit.check(.update) }
      let fields = try edit.changes(Array(invocation.operands.dropFirst(2)), of: key)
      let change = try writer.update(key, set: fields, in: table)
      let name = key.description
      let row = RowReference(resource: table.name, key: key)
      let fate = try EditFate(of: row, writer.reader)
      let said: Sentence =
        fate.sentence(of: row).map { .changedButWaits("\(row)", $0) } ?? .changed(table.name, name)
      var answer = Answer(
        [
          "resource": .text(table.name), "key": key.json,
          "change": change.map(JSONNode.integer) ?? .null, "blocked": fate.json,
        ],
        [
          change == nil
            ? .sentence(.unchanged(table.name, name))
            : .sentence(said, fate.obstacle == nil ? .good : .warning)
        ]
      )
      answer.warnings = edit.warnings
      return answer
    }
  }
}
