import CatalogModel
import Testing

@testable import ReplicaStore

/// A person's own query can read and nothing else.
struct ReadOnlyQueryTests {
  private let trial: TrialReplica

  init() throws { trial = try TrialReplica() }

  @Test func `a query answers with columns and exact values`() throws {
    let answer = try trial.replica.read {
      try $0.sql("SELECT shop_id AS k, rating, city, NULL, x'01' FROM shops ORDER BY 1; -- end")
    }
    #expect(answer.columns == ["k", "rating", "city", "NULL", "x'01'"])
    #expect(
      answer.rows.first == [.integer(5), .real(4.5), .text("Lome"), .null, .blob([1])]
    )
  }

  @Test(arguments: [(nil, 3), (2, 2), (0, 0), (9, 3)] as [(Int?, Int)])
  func `a limit holds, and an endless query ends with it`(limit: Int?, count: Int) throws {
    let query = "SELECT column1 FROM (VALUES (1), (2), (3))"
    #expect(try trial.replica.read { try $0.sql(query, limit: limit) }.rows.count == count)
    let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
    #expect(try trial.replica.read { try $0.sql(endless, limit: 5) }.rows.count == 5)
  }

  @Test(
    arguments: [
      "", "-- nothing", "SELEC", "SELECT 1 FROM nowhere", "INSERT INTO shops(name) VALUES ('a')",
      "UPDATE shops SET city = 1", "DELETE FROM shops", "DROP TABLE shops", "BEGIN", "COMMIT",
      "CREATE TEMP TABLE t(a)", "ATTACH '/tmp/other' AS other", "PRAGMA writable_schema = 1",
      "PRAGMA query_only = 0", "VACUUM", "VACUUM INTO '/tmp/copy'", "SELECT load_extension('x')",
      "SELECT 1; DELETE FROM shops", "SELECT 1; SELECT 2", "SAVEPOINT s", "REINDEX",
      "WITH a AS (SELECT 1) DELETE FROM shops", "DELETE FROM shops RETURNING *",
    ]
  )
  func `what is not one reading statement is refused`(query: String) throws {
    let failure = #expect(throws: ReplicaError.self) {
      try trial.replica.read { try $0.sql(query) }
    }
    #expect(failure?.code == .badQuery)
    #expect(try trial.rows("shops", "shop_id").count == 2)
  }
}
