import CatalogModel
import GRDB

/// The rows of a relation that come in the body of the row they belong to, all in its transaction.
///
/// As in the library, an object that names a key which is there stands for that row, and what else it
/// says changes it; any other object is a new row. What names no field, or is no object, makes the
/// library stumble.
struct NestedRows {
  let writer: RowWriter
  let parent: ResourceTable
  let key: DatabaseValue

  /// The rows of a new parent: a list, and nothing else.
  func fill(_ relation: Relation, with node: JSONNode, _ db: Database) throws {
    guard case .array(let items) = node else { throw Refusal.crash }
    let table = try table(of: relation)
    for item in items { _ = try attach(item, relation, table, db) }
  }

  /// Changes the relation of a parent that is there.
  ///
  /// A list stands for the whole of it: rows that it does not name are detached, which breaks a
  /// not-null rule where the reference may not be null. `{"add": […]}` and `{"remove": […]}` change
  /// only what they name.
  func change(_ relation: Relation, by node: JSONNode, _ db: Database) throws {
    let table = try table(of: relation)
    guard case .object(let members) = node, members["add"] != nil || members["remove"] != nil else {
      guard case .array(let items) = node else { throw Refusal.crash }
      let kept = try items.map { try attach($0, relation, table, db) }
      for other in try children(relation, table, db) where !kept.contains(other) {
        try point(other, at: .null, relation, table, db)
      }
      return
    }
    let added = members["add"]
    let additions = if case .object? = added { [added ?? .null] } else { try Self.items(added) }
    for item in additions { _ = try attach(item, relation, table, db) }
    for item in try Self.items(members["remove"]) { try detach(item, relation, table, db) }
  }

  /// Takes one row out of the relation, or stumbles where it is not in it.
  func release(_ child: DatabaseValue?, from relation: Relation, _ db: Database) throws {
    let table = try table(of: relation)
    guard let child, try children(relation, table, db).contains(child) else { throw Refusal.crash }
    try point(child, at: .null, relation, table, db)
  }

  private func table(of relation: Relation) throws(Refusal) -> ResourceTable {
    guard let table = writer.tables[relation.resource] else { throw .crash }
    return table
  }

  /// A list that may be left out; whatever Python calls false counts as left out.
  private static func items(_ node: JSONNode?) throws(Refusal) -> [JSONNode] {
    switch node {
    case nil, .null, .boolean(false), .integer(0), .real(0), .text(""), .object([:]): return []
    case .array(let items): return items
    default: throw .crash
    }
  }

  private func attach(
    _ node: JSONNode,
    _ relation: Relation,
    _ table: ResourceTable,
    _ db: Database
  ) throws -> DatabaseValue {
    guard case .object(var members) = node else { throw Refusal.crash }
    guard let existing = try existing(members, table, db) else {
      members[relation.via] = JSONNode(FieldValue(key))
      return try writer.create(in: table, members, db) { _ in .crash }
    }
    members[relation.via] = nil
    _ = try writer.update(table, key: existing, members, db, isNested: true)
    try point(existing, at: key, relation, table, db)
    return existing
  }

  private func detach(
    _ node: JSONNode,
    _ relation: Relation,
    _ table: ResourceTable,
    _ db: Database
  ) throws {
    guard case .object(var members) = node else { throw Refusal.crash }
    let isDeleted = members.removeValue(forKey: "__delete__")?.isTrue ?? false
    let child = try RowFinder(table: table, now: writer.now).first(members, db)
    guard let child, try children(relation, table, db).contains(child) else { throw Refusal.crash }
    if isDeleted {
      try writer.delete(from: table, key: child, db)
    } else {
      try point(child, at: .null, relation, table, db)
    }
  }

  private func children(
    _ relation: Relation,
    _ table: ResourceTable,
    _ db: Database
  ) throws -> [DatabaseValue] {
    try DatabaseValue.fetchAll(
      db,
      sql: "SELECT \(table.keyName) FROM \(table.name)"
        + " WHERE \(ResourceTable.quoted(relation.via)) = ?",
      arguments: [key]
    )
  }

  private func existing(
    _ members: [String: JSONNode],
    _ table: ResourceTable,
    _ db: Database
  ) throws -> DatabaseValue? {
    let name = table.resource.key.name
    guard let node = members[name], node != .null else { return nil }
    return try RowFinder(table: table, now: writer.now).first([name: node], db)
  }

  /// Sets the reference without a stamp: the library's layer below does it, unseen by the row.
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
