import CatalogModel
import Foundation
import GRDB
import Testing

@testable import DepotCore

/// A depot in a file, which outlives the server.
final class DepotFileTests {
  private let folder: URL
  private let clock = TestClock()

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "depot-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private var path: String { folder.appending(path: "depot.sqlite").path }

  private func opened() throws -> Depot {
    let clock = clock
    let depot = try Depot(
      catalog: Bench.catalog.get(),
      database: .file(path),
      clock: { clock.now }
    )
    for account in DepotAccount.usual { depot.addAccount(account) }
    return depot
  }

  private func notes(_ depot: Depot, _ token: String) -> DepotResponse {
    depot.respond(
      to: DepotRequest(
        method: "GET",
        path: "/v1/product_notes",
        headers: ["authorization": "Token token=\(token)"]
      )
    )
  }

  @Test func `rows and tokens outlive the server`() throws {
    let first = try opened()
    try first.seed(.small, seed: 1)
    let rows = try first.rows(of: "product_notes")
    let token = try Bench.logIn(first, "tech")
    let second = try opened()
    #expect(try second.rows(of: "product_notes") == rows)
    #expect(notes(second, token).status == 200)
    #expect(try !second.seed(.small, seed: 2))
    clock.advance(seconds: 3 * 3_600)
    #expect(notes(second, token).status == 401)
  }

  @Test func `a use counts from its time after a restart too`() throws {
    let first = try opened()
    let token = try Bench.logIn(first, "tech")
    clock.advance(seconds: 2 * 3_600)
    #expect(notes(first, token).status == 200)
    clock.advance(seconds: 2 * 3_600)
    #expect(notes(try opened(), token).status == 200)
  }

  @Test func `another tool reads plain values`() throws {
    let depot = try opened()
    try depot.seed(.small, seed: 1)
    let queue = try DatabaseQueue(path: path)
    let row = try queue.read { db in
      try Row.fetchOne(
        db,
        sql: "SELECT typeof(current_enable_flag), created_at, typeof(gps_lat) FROM products"
      )
    }
    #expect(row?[0] == "integer")
    #expect(row?[2] == "real")
    let created: String = try #require(row?[1])
    #expect(NaiveTime(created)?.description == created)
  }

  @Test func `a file of another catalog is refused by name`() throws {
    try DatabaseQueue(path: path).write { db in
      try db.execute(sql: "CREATE TABLE repairs (repair_id INTEGER PRIMARY KEY)")
    }
    let error = #expect(throws: DepotError.self) { try opened() }
    #expect(error?.code == .otherCatalog)
    #expect(error?.description.contains("repairs") == true)
  }

  @Test func `a file that cannot be opened is named`() throws {
    let error = #expect(throws: DepotError.self) {
      try Depot(
        catalog: Bench.catalog.get(),
        database: .file("/nowhere/at/all.sqlite"),
        clock: { NaiveTime(microseconds: 0) }
      )
    }
    #expect(error?.code == .unopenable)
    #expect(error?.description.contains("/nowhere/at/all.sqlite") == true)
  }
}
