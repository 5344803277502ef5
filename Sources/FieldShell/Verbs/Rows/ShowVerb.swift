import ReplicaStore

/// `show`: one row, with its marks and the names of what it refers to.
enum ShowVerb {
  static let verb = Verb("show", operands: [.resource, .key], help: .show) { invocation, session in
    let replica = try session.replica()
    let table = try RowFinder.table(invocation.operand(0), in: replica.layout)
    return try replica.read { reader in
      let finder = RowFinder(reader: reader)
      let row = try finder.row(invocation.operand(1), in: table)
      let page = try RowPage(row.key, row.fields, in: table, finder: finder)
      return Answer(page.members, page.blocks(try session.shownValues()))
    }
  }
}
