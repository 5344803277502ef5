import CatalogModel
import ReplicaStore

/// `scope`: which resources the replica holds, changed without a fresh start.
enum ScopeVerb {
  private static let actions = ["hold", "release"]

  static let verb = Verb(
    "scope",
    operands: [
      Operand(kind: .choice(actions), arity: .optional, placeholder: "hold|release"),
      Operand(kind: .resource, arity: .optional, placeholder: "RES,…"),
    ],
    help: .scope
  ) { invocation, session in
    let action = invocation.operands.first
    if let action, !actions.contains(action) {
      let nearest = NearestWord.suggestion(for: action, among: actions)
      throw ShellError(.extraOperand, .unknownScopeAction(action, nearest: nearest), exit: .usage)
    }
    let replica = try session.replica()
    guard let action else { return overview(replica.layout) }
    let names = invocation.operands.dropFirst().first.map(Self.names) ?? []
    guard !names.isEmpty else {
      throw ShellError(.missingOperand, .noResourceNamed, exit: .usage)
    }
    // A run works with the tables as they are.
    let lock = try replica.acquireRunLock()
    defer { lock.release() }
    let answer =
      action == "hold"
      ? try hold(names, replica, try session.catalog())
      : try release(names, replica)
    session.close()
    return answer
  }

  private static func names(_ text: String) -> [String] {
    text.split(separator: ",").map(String.init)
  }

  private static func overview(_ layout: ReplicaLayout) -> Answer {
    let names = layout.tables.map(\.name)
    let columns = [TextTable.Column(.resourceTitle, isWhole: true)]
    let rows = names.map { [TextTable.Cell($0)] }
    return Answer(
      members(held: names),
      [.table(TextTable(columns: columns, rows: rows))]
    )
  }

  private static func hold(
    _ names: [String],
    _ replica: Replica,
    _ catalog: Catalog
  ) throws -> Answer {
    let held = replica.layout.tables.map(\.name)
    let new = try HomeScope.resources(names, in: catalog).filter { !held.contains($0) }
    try replica.write(by: .engine) { try $0.hold(new) }
    return Answer(
      members(held: (held + new).sorted(), added: new),
      [.sentence(.nowHeld(new), new.isEmpty ? .plain : .good)]
    )
  }

  private static func release(_ names: [String], _ replica: Replica) throws -> Answer {
    let tables = try names.map { try RowFinder.table($0, in: replica.layout) }
    let held = Set(replica.layout.tables.map(\.name)).subtracting(names)
    guard !held.isEmpty else { throw ShellError(.notAllowed, .nothingLeftToHold) }
    // All or none: half of a decision is nobody's.
    try replica.write(by: .engine) { writer in
      for table in tables where try !writer.release(table) {
        throw ShellError(.unsentWork, .releaseKeepsWork(table.name))
      }
    }
    return Answer(
      members(held: held.sorted(), released: tables.map(\.name)),
      [.sentence(.heldNoMore(tables.map(\.name)), .good)]
    )
  }

  private static func members(
    held: [String],
    added: [String] = [],
    released: [String] = []
  ) -> [String: JSONNode] {
    [
      "resources": .array(held.map(JSONNode.text)),
      "added": .array(added.map(JSONNode.text)),
      "released": .array(released.map(JSONNode.text)),
    ]
  }
}
