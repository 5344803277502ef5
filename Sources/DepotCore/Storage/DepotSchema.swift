import CatalogModel
import GRDB

/// Makes the depot's tables: one for each resource, with the server's own constraints, and
/// `depot_tokens`.
struct DepotSchema {
  let tables: DepotTables

  func create(_ db: Database) throws {
    let statements = tables.all.flatMap { table in
      [definition(of: table)] + indexed(table).map { index(on: $0, of: table) }
    }
    try db.execute(sql: statements.joined(separator: ";\n"))
    try db.execute(
      sql: """
        CREATE TABLE IF NOT EXISTS depot_tokens (
          token TEXT PRIMARY KEY, username TEXT NOT NULL, last_use INTEGER NOT NULL
        )
        """
    )
  }

  /// Checks that the tables a file has already have the catalog's columns.
  func check(_ db: Database) throws {
    for table in tables.all where try db.tableExists(table.resource.name) {
      let present = Set(try db.columns(in: table.resource.name).map(\.name))
      let wanted = Set(table.columns.map(\.name))
      guard present != wanted else { continue }
      throw DepotError(
        code: .otherCatalog,
        subject: table.resource.name,
        reason: present.symmetricDifference(wanted).sorted().joined(separator: ", ")
      )
    }
  }

  private func index(on column: ResourceColumn, of table: ResourceTable) -> String {
    let name = ResourceTable.quoted("\(table.resource.name)_\(column.name)")
    return """
      CREATE INDEX IF NOT EXISTS \(name)
      ON \(table.name)(\(ResourceTable.quoted(column.name)))
      """
  }

  private func definition(of table: ResourceTable) -> String {
    let columns = table.resource.columns.map { definition(of: $0, in: table.resource) }
    return "CREATE TABLE IF NOT EXISTS \(table.name) (\(columns.joined(separator: ", ")))"
  }

  private func definition(of column: ResourceColumn, in resource: Resource) -> String {
    var words = [ResourceTable.quoted(column.name), Self.storage(column.type)]
    if column.role == .key {
      words.append("PRIMARY KEY")
      let isCounted = resource.keyAssignment == .server && column.type == .integer
      words.append(isCounted ? "AUTOINCREMENT" : "NOT NULL")
      return words.joined(separator: " ")
    }
    if !column.isNullable { words.append("NOT NULL") }
    if column.isUnique { words.append("UNIQUE") }
    if let link = column.link, !link.isSoft, let parent = tables[link.resource] {
      words.append("REFERENCES \(parent.name)(\(parent.keyName))")
    }
    return words.joined(separator: " ")
  }

  private func indexed(_ table: ResourceTable) -> [ResourceColumn] {
    table.resource.columns.filter { column in
      switch column.role {
      case .key: false
      case .data: column.link != nil && !column.isUnique
      case .stamp(let stamp): stamp == .createdAt || stamp == .modifiedAt
      }
    }
  }

  private static func storage(_ type: ColumnType) -> String {
    switch type {
    case .integer, .boolean: "INTEGER"
    case .real, .interval: "REAL"
    case .text, .date, .datetime, .json, .array, .binary: "TEXT"
    }
  }
}
