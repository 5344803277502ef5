import CatalogModel
import Testing

@testable import ReplicaStore

/// What the engine writes is not captured, and nobody else ever sees its flag.
struct EngineTransactionTests {
  private let trial: TrialReplica

  init() throws { trial = try TrialReplica() }

  @Test func `the engine's rows are not captured`() throws {
    let shops = try trial.table("shops")
    try trial.replica.write(by: .engine) { writer in
      _ = try writer.storeServerRow(TrialReplica.shop(8, name: "a", city: "b"), in: shops)
      try writer.setColumns(.integer(5), ["city": .text("c"), "created_by": .text("d")], in: shops)
      try writer.removeRow(.integer(6), in: shops)
    }
    #expect(try trial.changes() == [])
    #expect(try trial.rows("shops", "shop_id, city, created_by") == ["5 c d", "8 b anna"])
  }

  @Test func `an edit waits for the engine's transaction and is captured`() throws {
    // A second replica object stands for another process: it has connections of its own.
    let other = try Replica.open(at: trial.replica.location, catalog: trial.catalog)
    let seen = try trial.replica.write(by: .engine) { _ in
      try other.read { try $0.sql("SELECT applying FROM sync_engine").rows }
    }
    #expect(seen == [[.integer(0)]])
    try trial.sqlite3("UPDATE shops SET city = 'x' WHERE shop_id = 5;")
    #expect(try trial.changes() == ["update shops 5 city: 'Lome' > 'x'"])
  }

  @Test func `a failing engine transaction takes its flag back`() throws {
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try trial.replica.write(by: .engine) { _ in throw Stop() }
    }
    #expect(try trial.rows("sync_engine", "applying, now") == ["0 "])
    try trial.sqlite3("UPDATE shops SET city = 'x' WHERE shop_id = 5;")
    #expect(try trial.changes().count == 1)
  }

  @Test func `a person's time stamps the change and is gone afterwards`() throws {
    let shops = try trial.table("shops")
    let time = NaiveTime(microseconds: 1_500_000)
    let change = try trial.replica.write(by: .person(now: time)) { writer in
      try writer.update(.integer(5), set: ["city": .text("x")], in: shops)
    }
    #expect(change == 1)
    #expect(try trial.rows("sync_changelog", "time") == [time.description])
    #expect(try trial.rows("sync_engine", "applying, now") == ["0 "])
  }
}
