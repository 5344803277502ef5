import CatalogModel
import GRDB

/// Inserts rows of a data set by prepared statements.
///
/// What a catalog does not have is left out: a resource gets no row, a column no value.
final class SeedWriter {
  /// Who made or changed a row, and when.
  struct Mark {
    let time: NaiveTime
    let user: String
  }

  private struct Target {
    let statement: Statement
    let columns: [ResourceColumn]
  }

  private let db: Database
  private let tables: DepotTables
  private var targets: [String: Target] = [:]

  init(_ db: Database, tables: DepotTables) {
    self.db = db
    self.tables = tables
  }

  /// Inserts a row.
  ///
  /// - Returns: its key where the server assigns it.
  @discardableResult
  func insert(
    _ resource: String,
    _ created: Mark,
    modified: Mark? = nil,
    _ values: [String: (any DatabaseValueConvertible)?]
  ) throws -> Int64 {
    guard let target = try target(resource) else { return 0 }
    let arguments = target.columns.map { column -> DatabaseValue in
      switch column.role {
      case .stamp(.createdAt): created.time.description.databaseValue
      case .stamp(.createdBy): created.user.databaseValue
      case .stamp(.modifiedAt): (modified?.time.description).databaseValue
      case .stamp(.modifiedBy): (modified?.user).databaseValue
      case .key, .data: (values[column.name] ?? nil)?.databaseValue ?? .null
      }
    }
    try target.statement.execute(arguments: StatementArguments(arguments))
    return db.lastInsertedRowID
  }

  /// Sets one column of a row without a stamp, to close a circle of references.
  func set(
    _ resource: String,
    _ column: String,
    _ value: Int64,
    key: some DatabaseValueConvertible
  ) throws {
    guard let table = tables[resource], table.resource.column(column) != nil else { return }
    let statement = try db.cachedStatement(
      sql: "UPDATE \(table.name) SET \(ResourceTable.quoted(column)) = ? WHERE \(table.keyName) = ?"
    )
    try statement.execute(arguments: [value, key])
  }

  private func target(_ resource: String) throws -> Target? {
    if let target = targets[resource] { return target }
    guard let table = tables[resource] else { return nil }
    let isCounted = table.resource.keyAssignment == .server
    let columns = table.resource.columns.filter { !(isCounted && $0.role == .key) }
    let names = columns.map { ResourceTable.quoted($0.name) }.joined(separator: ", ")
    let marks = repeatElement("?", count: columns.count).joined(separator: ", ")
    let statement = try db.makeStatement(
      sql: "INSERT INTO \(table.name) (\(names)) VALUES (\(marks))"
    )
    let target = Target(statement: statement, columns: columns)
    targets[resource] = target
    return target
  }
}
