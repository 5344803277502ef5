import CatalogModel
import GRDB

/// Creates, changes and deletes rows as one user at one time.
struct RowWriter {
  let tables: DepotTables
  let catalog: Catalog
  let settings: DepotSettings
  let user: String
  let now: NaiveTime

  /// Makes a row, and the rows of relations that its body carries, and returns its key.
  ///
  /// `unknown` tells how a name is refused that is no field.
  func create(
    in table: ResourceTable,
    _ members: [String: JSONNode],
    _ db: Database,
    unknown: (String) -> Refusal = { _ in .undeterminedValidation }
  ) throws -> DatabaseValue {
    let body = try split(members, of: table, unknown: unknown)
    var values: [String: DatabaseValue] = [:]
    for (column, node) in body.columns {
      switch column.role {
      case .data: values[column.name] = try stored(node, column)
      case .key where node != .null: values[column.name] = try stored(node, column)
      case .key: break
      case .stamp: try checkStamp(node, column)
      }
    }
    let key = try insert(into: table, values, db)
    let nested = NestedRows(writer: self, parent: table, key: key)
    for (relation, node) in body.relations { try nested.fill(relation, with: node, db) }
    return key
  }

  /// Changes the columns of a row that differ from what is stored, and returns its key afterwards.
  ///
  /// A nested row came in the body of another one, where an unknown name makes the library stumble and
  /// relations are lists.
  func update(
    _ table: ResourceTable,
    key: DatabaseValue,
    _ members: [String: JSONNode],
    _ db: Database,
    isNested: Bool = false
  ) throws -> DatabaseValue {
    let body = try split(members, of: table) { isNested ? .crash : .unknownField($0) }
    guard let old = try RowReader(table: table).values(of: key, db) else {
      throw Refusal.missingRow
    }
    let nested = NestedRows(writer: self, parent: table, key: key)
    for (relation, node) in body.relations {
      if isNested, case .object = node { throw Refusal.crash }
      try nested.change(relation, by: node, db)
    }
    var changed: [String: DatabaseValue] = [:]
    for (column, node) in body.columns {
      if case .stamp = column.role {
        try checkStamp(node, column)
        continue
      }
      if node == .null, !column.isNullable { throw Refusal.integrityError }
      let value = try stored(node, column)
      // The library compares before the database casts: "2" is a change where 2 is stored.
      if value != old[column.name] || !column.type.takes(node) { changed[column.name] = value }
    }
    guard !changed.isEmpty else { return key }
    try set(changed, in: table, key: key, db)
    return changed[table.resource.key.name] ?? key
  }

  /// Deletes a row.
  ///
  /// References to it from rows that it lists become null where they may, without a stamp; any other
  /// reference keeps it.
  func delete(from table: ResourceTable, key: DatabaseValue, _ db: Database) throws {
    guard try RowReader(table: table).row(of: key, db) != nil else { throw Refusal.missingRow }
    for relation in table.resource.relations {
      guard let rows = tables[relation.resource], let column = rows.resource.column(relation.via),
        column.isNullable, column.link?.isSoft == false
      else { continue }
      let name = ResourceTable.quoted(column.name)
      try run("UPDATE \(rows.name) SET \(name) = NULL WHERE \(name) = ?", [key], db)
    }
    try run("DELETE FROM \(table.name) WHERE \(table.keyName) = ?", [key], db)
  }

  /// Inserts stored values and the stamps of a new row.
  func insert(
    into table: ResourceTable,
    _ values: [String: DatabaseValue],
    _ db: Database
  ) throws -> DatabaseValue {
    let keyName = table.resource.key.name
    if table.resource.keyAssignment == .client, values[keyName] == nil {
      throw Refusal.integrityError
    }
    var values = values
    if let column = table.resource.stamp(.createdAt) {
      values[column.name] = now.description.databaseValue
    }
    if let column = table.resource.stamp(.createdBy) { values[column.name] = user.databaseValue }
    let names = values.keys.sorted()
    let marks = repeatElement("?", count: names.count).joined(separator: ", ")
    try run(
      "INSERT INTO \(table.name) (\(names.map(ResourceTable.quoted).joined(separator: ", ")))"
        + " VALUES (\(marks))",
      names.map { values[$0] ?? .null },
      db
    )
    return values[keyName] ?? db.lastInsertedRowID.databaseValue
  }

  /// Overwrites stored values and stamps the row as modified.
  func set(
    _ values: [String: DatabaseValue],
    in table: ResourceTable,
    key: DatabaseValue,
    _ db: Database
  ) throws {
    var values = values
    if let column = table.resource.stamp(.modifiedAt) {
      values[column.name] = now.description.databaseValue
    }
    if let column = table.resource.stamp(.modifiedBy) { values[column.name] = user.databaseValue }
    let names = values.keys.sorted()
    let assignments = names.map { "\(ResourceTable.quoted($0)) = ?" }.joined(separator: ", ")
    try run(
      "UPDATE \(table.name) SET \(assignments) WHERE \(table.keyName) = ?",
      names.map { values[$0] ?? .null } + [key],
      db
    )
  }

  /// Runs a statement; a broken constraint is the server's IntegrityError.
  func run(_ sql: String, _ arguments: [DatabaseValue], _ db: Database) throws {
    do {
      try db.cachedStatement(sql: sql).execute(arguments: StatementArguments(arguments))
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
      throw Refusal.integrityError
    }
  }

  func stored(_ node: JSONNode, _ column: ResourceColumn) throws -> DatabaseValue {
    try ColumnIntake(column: column, now: now, enforcesOptions: settings.enforcesOptions)
      .stored(node)
  }

  /// What the server stamps by itself is ignored in a body, but the library reads its dates first.
  private func checkStamp(_ node: JSONNode, _ column: ResourceColumn) throws {
    if column.type == .datetime { _ = try stored(node, column) }
  }

  private func split(
    _ members: [String: JSONNode],
    of table: ResourceTable,
    unknown: (String) -> Refusal
  ) throws -> (columns: [(ResourceColumn, JSONNode)], relations: [(Relation, JSONNode)]) {
    var columns: [(ResourceColumn, JSONNode)] = []
    var relations: [(Relation, JSONNode)] = []
    for (name, node) in members.sorted(by: { $0.key < $1.key }) {
      if let column = table.resource.column(name) {
        columns.append((column, node))
      } else if settings.acceptsNestedRows, let relation = table.lists[name] {
        relations.append((relation, node))
      } else {
        throw unknown(name)
      }
    }
    return (columns, relations)
  }
}
