import CatalogModel
import CustomDump
import Foundation
import GRDB
import Testing

@testable import ReplicaStore

/// A file of an older program is brought forward step by step when it is opened, wholly or not at all.
struct BookkeepingTests {
  private let trial: TrialReplica

  /// What a later program adds: a column with a value for what is there, then a table made of it.
  private static let later = Bookkeeping(
    steps: Bookkeeping.current.steps + [
      BookkeepingStep(sql: "ALTER TABLE sync_scope ADD COLUMN tier INTEGER NOT NULL DEFAULT 7"),
      BookkeepingStep(
        sql: """
          CREATE TABLE sync_tier(tier INTEGER PRIMARY KEY NOT NULL, held INTEGER);
          INSERT INTO sync_tier SELECT tier, count(*) FROM sync_scope GROUP BY tier;
          """
      ),
    ]
  )

  init() throws { trial = try TrialReplica() }

  @discardableResult
  private func open(_ bookkeeping: Bookkeeping, at location: URL? = nil) throws -> Replica {
    try Replica.open(
      at: location ?? trial.replica.location,
      catalog: trial.catalog,
      bookkeeping: bookkeeping
    )
  }

  private func version() throws -> [String] { try trial.sqlite3("PRAGMA user_version;").lines }

  @Test func `an older file goes through every step it lacks, in order, and keeps what it held`()
    throws
  {
    try trial.sqlite3("UPDATE shops SET city = 'x' WHERE shop_id = 5;")
    let again = try open(Self.later)
    #expect(try version() == ["\(Self.later.version)"])
    #expect(try trial.rows("sync_tier", "tier, held") == ["7 \(TrialCatalog.resources.count)"])
    #expect(try trial.changes() == ["update shops 5 city: 'Lome' > 'x'"])
    #expect(again.layout.tables.map(\.name) == TrialCatalog.resources)
    #expect(try trial.sqlite3("UPDATE shops SET city = 'y' WHERE shop_id = 6;").errors == "")
    #expect(try trial.changes().count == 2)
  }

  @Test func `no step is gone through twice`() throws {
    try open(Self.later)
    try trial.sqlite3("UPDATE sync_tier SET held = 1;")
    try open(Self.later)
    #expect(try trial.rows("sync_tier", "tier, held") == ["7 1"])
  }

  @Test func `where one step fails, the file stays as it was and opens with the older program`()
    throws
  {
    let failing = Bookkeeping(
      steps: Self.later.steps + [BookkeepingStep(sql: "INSERT INTO sync_tier(tier) VALUES (7)")]
    )
    let schema = "SELECT group_concat(sql) FROM sqlite_schema;"
    let before = try trial.sqlite3(schema).lines
    #expect(throws: ReplicaError.self) { try open(failing) }
    #expect(try version() == ["\(Bookkeeping.current.version)"])
    expectNoDifference(try trial.sqlite3(schema).lines, before)
    try open(.current)
  }

  @Test func `a file brought forward is refused by the older program, which changes nothing`()
    throws
  {
    try open(Self.later)
    let failure = #expect(throws: ReplicaError.self) { try open(.current) }
    #expect(failure?.code == .newerVersion)
    #expect(try version() == ["\(Self.later.version)"])
  }

  @Test func `two programs that open an older file at once both find it brought forward once`()
    async throws
  {
    let (location, catalog) = (trial.replica.location, trial.catalog)
    let failures = await withTaskGroup(of: String?.self) { group in
      for _ in 0..<4 {
        group.addTask {
          do {
            _ = try Replica.open(at: location, catalog: catalog, bookkeeping: Self.later)
            return nil
          } catch { return String(describing: error) }
        }
      }
      return await group.reduce(into: [String]()) { failures, failure in
        if let failure { failures.append(failure) }
      }
    }
    #expect(failures == [])
    #expect(
      try trial.rows("sync_tier", "tier, held") == ["7 \(TrialCatalog.resources.count)"]
    )
  }

  @Test(arguments: Array(Bookkeeping.current.steps.indices))
  func `a file of every earlier version becomes what a new file is`(step: Int) throws {
    let older = Bookkeeping(steps: Array(Bookkeeping.current.steps.prefix(step + 1)))
    let location = trial.folder.appendingPathComponent("older.sqlite")
    let queue = try DatabaseQueue(path: location.path)
    try queue.write { db in
      try SchemaUpkeep(layout: trial.replica.layout).create(
        db,
        meta: [("server", ""), ("sensitive", "0")],
        bookkeeping: older
      )
    }
    try queue.close()
    try open(.current, at: location)
    expectNoDifference(try Self.schema(of: location), try Self.schema(of: trial.replica.location))
  }

  private static func schema(of location: URL) throws -> [String] {
    try DatabaseQueue(path: location.path).read { db in
      try String.fetchAll(
        db,
        sql: "SELECT name || ': ' || coalesce(sql, '') FROM sqlite_schema ORDER BY name"
      )
    }
  }
}
