import CatalogModel
import ReplicaStore

/// `scope`: which resources and rows the replica holds, changed without a fresh start.
enum ScopeVerb {
  private static let actions = ["hold", "release", "narrow", "widen"]

  static let verb = Verb(
    "scope",
    operands: [
      Operand(
        kind: .choice(actions),
        arity: .optional,
        placeholder: actions.joined(separator: "|")
      ),
      Operand(kind: .resource, arity: .optional, placeholder: "RES,…"),
      Operand(kind: .condition, arity: .many, placeholder: "COLUMN OP VALUE"),
    ],
    help: .scope
  ) { invocation, session in
    let action = invocation.operands.first
    if let action, !actions.contains(action) {
      let nearest = NearestWord.suggestion(for: action, among: actions)
      throw ShellError(.extraOperand, .unknownScopeAction(action, nearest: nearest), exit: .usage)
    }
    let replica = try session.replica()
    guard let action else { return try overview(replica) }
    let names = invocation.operands.dropFirst().first.map(Self.names) ?? []
    guard !names.isEmpty else {
      throw ShellError(.missingOperand, .noResourceNamed, exit: .usage)
    }
    let words = Array(invocation.operands.dropFirst(2))
    if action != "narrow", let word = words.first {
      throw ShellError(.extraOperand, .scopeTakesNoCondition(word), exit: .usage)
    }
    // A run works with the tables as they are.
    let lock = try replica.acquireRunLock()
    defer { lock.release() }
    let answer =
      switch action {
      case "hold": try hold(names, replica, try session.catalog())
      case "release": try release(names, replica)
      case "narrow": try narrow(names, words, replica, session.context.zone)
      default: try widen(names, replica)
      }
    session.close()
    return answer
  }

  private static func names(_ text: String) -> [String] {
    text.split(separator: ",").map(String.init)
  }

  private static func overview(_ replica: Replica) throws -> Answer {
    let page = ScopePage(try lines(replica))
    return Answer(members(page), [.table(page.table)])
  }

  private static func lines(_ replica: Replica) throws -> [ScopePage.Line] {
    try replica.read { reader in
      try replica.layout.tables.map {
        ScopePage.Line(name: $0.name, scope: $0.scope, rows: try reader.count(in: $0))
      }
    }
  }

  private static func hold(
    _ names: [String],
    _ replica: Replica,
    _ catalog: Catalog
  ) throws -> Answer {
    let held = try lines(replica)
    let new = try HomeScope.resources(names, in: catalog)
      .filter { name in !held.contains { $0.name == name } }
    try replica.write(by: .engine) { try $0.hold(new) }
    return Answer(
      members(ScopePage(held + new.map { ScopePage.Line(name: $0) }), added: new),
      [.sentence(.nowHeld(new), new.isEmpty ? .plain : .good)]
    )
  }

  private static func release(_ names: [String], _ replica: Replica) throws -> Answer {
    let tables = try names.map { try RowFinder.table($0, in: replica.layout) }
    let left = try lines(replica).filter { !names.contains($0.name) }
    guard !left.isEmpty else { throw ShellError(.notAllowed, .nothingLeftToHold) }
    // All or none: half of a decision is nobody's.
    try replica.write(by: .engine) { writer in
      for table in tables where try !writer.release(table) {
        throw ShellError(.unsentWork, .releaseKeepsWork(table.name))
      }
    }
    return Answer(
      members(ScopePage(left), released: tables.map(\.name)),
      [.sentence(.heldNoMore(tables.map(\.name)), .good)]
    )
  }

  private static func narrow(
    _ names: [String],
    _ words: [String],
    _ replica: Replica,
    _ zone: LocalZone
  ) throws -> Answer {
    guard names.count == 1, let name = names.first else {
      throw ShellError(.extraOperand, .narrowOneByOne, exit: .usage)
    }
    let table = try RowFinder.table(name, in: replica.layout)
    let scope = try replica.read { reader in
      try RowScopeReader(
        table: table,
        conditions: ConditionReader(table: table, reader: reader, zone: zone)
      ).scope(words)
    }
    return try change([table], to: scope, replica)
  }

  private static func widen(_ names: [String], _ replica: Replica) throws -> Answer {
    let tables = try names.map { try RowFinder.table($0, in: replica.layout) }
    return try change(tables, to: nil, replica)
  }

  private static func change(
    _ tables: [ResourceTable],
    to scope: RowScope?,
    _ replica: Replica
  ) throws -> Answer {
    let left = try replica.write(by: .engine) { writer in
      try tables.filter { $0.scope != scope }
        .reduce(0) { try $0 + writer.narrow($1, to: scope) }
    }
    let comes = tables.contains { !(scope?.isWithin($0.scope) ?? ($0.scope == nil)) }
    let names = tables.map(\.name)
    var lines = try Self.lines(replica)
    for index in lines.indices where names.contains(lines[index].name) {
      lines[index].scope = scope
    }
    return Answer(
      members(ScopePage(lines), left: left),
      [.sentence(.nowNarrowed(names, to: scope, left: left, comes: comes), .good)]
    )
  }

  private static func members(
    _ page: ScopePage,
    added: [String] = [],
    released: [String] = [],
    left: Int = 0
  ) -> [String: JSONNode] {
    page.members.merging([
      "added": .array(added.map(JSONNode.text)),
      "released": .array(released.map(JSONNode.text)),
      "left": .integer(Int64(left)),
    ]) { own, _ in own }
  }
}
