import CatalogModel
import GRDB

/// The depot's database, opened and with its tables in place.
struct DepotStore: Sendable {
  let writer: any DatabaseWriter

  init(_ database: DepotDatabase, tables: DepotTables) throws(DepotError) {
    let subject = if case .file(let path) = database { path } else { "memory" }
    do {
      writer = try Self.open(database)
      let schema = DepotSchema(tables: tables)
      try writer.write { db in
        if database != .memory { try schema.check(db) }
        try schema.create(db)
      }
    } catch let error as DepotError {
      throw error
    } catch {
      throw DepotError(code: .unopenable, subject: subject, reason: "\(error)")
    }
  }

  private static func open(_ database: DepotDatabase) throws -> any DatabaseWriter {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { db in
      // PostgreSQL tells upper from lower case in LIKE.
      try db.execute(sql: "PRAGMA case_sensitive_like = ON")
      try db.execute(sql: "PRAGMA synchronous = NORMAL")
    }
    switch database {
    case .memory: return try DatabaseQueue(configuration: configuration)
    case .file(let path): return try DatabasePool(path: path, configuration: configuration)
    }
  }
}
