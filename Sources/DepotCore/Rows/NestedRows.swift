import CatalogModel
import GRDB

/// The rows of a relation that come in the body of the row they belong to.
///
/// A list stands for the whole relation: rows of it that are not listed are detached, which breaks a
/// not-null rule where the reference may not be null. `{"add": […]}` and `{"remove": […]}` change
/// only what they list. Either way all happens in the transaction of the parent.
struct NestedRows {
  let writer: RowWriter
  let parent: ResourceTable
  let key: DatabaseValue

  func apply(_ node: JSONNode, to relation: Relation, _ db: Database) throws {
    guard let table = writer.tables[relation.resource] else { throw Refusal.crash }
    switch node {
    case .array(let items):
      let kept = try items.map { try attach($0, relation, table, db) }
      try detachAll(but: kept, relation, table, db)
    case .object(let members):
      guard members.keys.allSatisfy({ $0 == "add" || $0 == "remove" }) else { throw Refusal.crash }
      for item in try Self.items(members["add"]) { _ = try attach(item, relation, table, db) }
      for item in try Self.items(members["remove"]) { try detach(item, relation, table, db) }
    default: throw Refusal.crash
    }
  }

  private static func items(_ node: JSONNode?) throws -> [JSONNode] {
    switch node {
    case nil: []
    case .array(let items): items
    default: throw Refusal.crash
    }
  }

  /// Makes the row, or turns the one that is named to this parent.
  private func attach(
    _ node: JSONNode,
    _ relation: Relation,
    _ table: ResourceTable,
    _ db: Database
  ) throws -> DatabaseValue {
    guard case .object(var members) = node else { throw Refusal.crash }
    if let existing = try existing(members, table, db) {
      try point(existing, at: key, relation, table, db)
      return existing
    }
    members[relation.via] = JSONNode(FieldValue(key))
    return try writer.create(in: table, members, db)
  }

  private func detach(
    _ node: JSONNode,
    _ relation: Relation,
    _ table: ResourceTable,
    _ db: Database
  ) throws {
    guard case .object(let members) = node, let existing = try existing(members, table, db) else {
      throw Refusal.crash
    }
    try point(existing, at: .null, relation, table, db)
  }

  private func detachAll(
    but kept: [DatabaseValue],
    _ relation: Relation,
    _ table: ResourceTable,
    _ db: Database
  ) throws {
    let keys = try DatabaseValue.fetchAll(
      db,
      sql: "SELECT \(table.keyName) FROM \(table.name)"
        + " WHERE \(ResourceTable.quoted(relation.via)) = ?",
      arguments: [key]
    )
    for other in keys where !kept.contains(other) {
      try point(other, at: .null, relation, table, db)
    }
  }

  private func existing(
    _ members: [String: JSONNode],
    _ table: ResourceTable,
    _ db: Database
  ) throws -> DatabaseValue? {
    guard let node = members[table.resource.key.name] else { return nil }
    let named = try ComparisonTyping(type: table.resource.key.type, now: writer.now)
      .value(.json(node))
    return try RowReader(table: table).row(of: named, db) == nil ? nil : named
  }

  private func point(
    _ row: DatabaseValue,
    at target: DatabaseValue,
    _ relation: Relation,
    _ table: ResourceTable,
    _ db: Database
  ) throws {
    try writer.run(
      "UPDATE \(table.name) SET \(ResourceTable.quoted(relation.via)) = ?"
        + " WHERE \(table.keyName) = ?",
      [target, row],
      db
    )
  }
}
