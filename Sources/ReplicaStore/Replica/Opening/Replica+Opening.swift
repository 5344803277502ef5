package import CatalogModel
package import Foundation
import GRDB

extension Replica {
  /// Makes a new replica and opens it.
  ///
  /// - Parameters:
  ///   - location: the database file; its folder is made when it is not there.
  ///   - catalog: what the server has.
  ///   - resources: the resources to hold.
  ///   - server: the server's address, which the replica remembers.
  ///   - includesSensitive: whether to hold columns that the catalog marks as sensitive.
  ///   - now: the time of creation.
  /// - Returns: the replica, open.
  /// - Throws: ``ReplicaError``; then there is no file at `location` that was not there before.
  package static func create(
    at location: URL,
    catalog: Catalog,
    resources: [String],
    server: String,
    includesSensitive: Bool,
    now: NaiveTime
  ) throws -> Replica {
    if let unknown = resources.first(where: { catalog[$0] == nil }) {
      throw ReplicaError(.unknownResource, unknown)
    }
    let layout = ReplicaLayout(
      catalog: catalog,
      scope: resources,
      includesSensitive: includesSensitive
    )
    try ReplicaFile(location).makeFolder()
    guard !FileManager.default.fileExists(atPath: location.path) else {
      throw ReplicaError(.replicaExists, location.path)
    }
    let draft = ReplicaDraft(location: location, layout: layout)
    try draft.build(
      meta: birth(server: server, includesSensitive: includesSensitive, now: now)
    ) { _ in }
    do {
      try draft.publish()
    } catch {
      try? draft.remove()
      throw error
    }
    return try open(at: location, catalog: catalog)
  }

  /// Opens a replica, and adds what a newer program or catalog has and it lacks.
  ///
  /// - Throws: ``ReplicaError`` with `no-replica`, `not-a-replica`, `newer-version`, `read-only`,
  ///   `busy`, `storage-full`, `storage-failed` or `damaged`; the file is then as it was.
  package static func open(at location: URL, catalog: Catalog) throws -> Replica {
    try open(at: location, catalog: catalog, bookkeeping: .current)
  }

  /// Opens a replica as a program with these bookkeeping tables does.
  static func open(
    at location: URL,
    catalog: Catalog,
    bookkeeping: Bookkeeping
  ) throws -> Replica {
    try ReplicaFile(location).checkBeforeOpening(newest: bookkeeping.version)
    return try ReplicaError.translating(at: location.path) {
      let pool = try DatabasePool(path: location.path, configuration: configuration())
      // GRDB lowers this to NORMAL, which loses the last commits when the power fails.
      try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      // An index of a whole table is sorted beside its reading, where there is a second core.
      try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA threads = 2") }
      let layout = try bringInLine(pool, at: location, catalog: catalog, bookkeeping: bookkeeping)
      let replica = Replica(location: location, layout: layout, pool: pool)
      try replica.beginOutbox()
      return replica
    }
  }

  /// The replica's layout, once the file is as this program and its catalog want it.
  ///
  /// A file that already is, is only read. What has to change changes in one transaction.
  private static func bringInLine(
    _ pool: DatabasePool,
    at location: URL,
    catalog: Catalog,
    bookkeeping: Bookkeeping
  ) throws -> ReplicaLayout {
    let found: ReplicaLayout? = try pool.read { db in
      try check(db, newest: bookkeeping.version, at: location)
      guard try bookkeeping.isCurrent(db) else { return nil }
      let layout = try storedLayout(db, catalog: catalog)
      return try SchemaUpkeep(layout: layout).isCurrent(db) ? layout : nil
    }
    if let found { return found }
    return try pool.write { db in
      // A newer program may have brought the file further since it was looked at.
      try check(db, newest: bookkeeping.version, at: location)
      try bookkeeping.bringForward(db)
      let layout = try storedLayout(db, catalog: catalog)
      try SchemaUpkeep(layout: layout).adopt(db)
      return layout
    }
  }

  private static func check(_ db: Database, newest: Int32, at location: URL) throws {
    let version = try Bookkeeping.version(of: db)
    guard version <= newest else {
      throw ReplicaError(.newerVersion, location.path, cause: "version \(version)")
    }
  }

  private static func storedLayout(_ db: Database, catalog: Catalog) throws -> ReplicaLayout {
    let kept = try Row.fetchAll(
      db,
      sql: "SELECT name, value FROM sync_meta WHERE name GLOB ?",
      arguments: [RowScope.name("*")]
    )
    return ReplicaLayout(
      catalog: catalog,
      scope: try String.fetchAll(db, sql: "SELECT resource FROM sync_scope"),
      rows: kept.reduce(into: [:]) { rows, row in
        rows[row["name"] as String] = row["value"] as String?
      },
      includesSensitive: try String.fetchOne(
        db,
        sql: "SELECT value FROM sync_meta WHERE name = 'sensitive'"
      ) == "1"
    )
  }

  /// How connections to a replica are set up.
  static func configuration() -> Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    // Products and states refer to each other, so no order of loading satisfies both.
    configuration.foreignKeysEnabled = false
    return configuration
  }

  /// What a new replica remembers from its first day on.
  static func birth(
    server: String,
    includesSensitive: Bool,
    now: NaiveTime
  ) -> [(name: String, value: String)] {
    [
      ("server", server), ("sensitive", includesSensitive ? "1" : "0"),
      ("created_at", now.description),
    ]
  }
}
