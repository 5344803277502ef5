import CatalogModel
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

struct CallVerificationTests {
  typealias Verdict = CallVerification.Verdict
  private typealias Findings = CallVerification.Findings

  private static let settle = 30.0
  private let laptop: Laptop

  init() throws {
    laptop = try Laptop(holding: Laptop.unitTables, isLoaded: false)
    laptop.furnishForActions()
    try laptop.sync()
  }

  @Test(arguments: [
    ("enable", 0, 0, 29.0, "settle"), ("enable", 0, 0, 31.0, "again"),
    ("enable", 1, 0, 0.0, "happened"), ("enable", 0, 1, 31.0, "again"),
    ("send_wakeup", 0, 1, 29.0, "settle"), ("send_wakeup", 0, 1, 31.0, "ask"),
    ("send_wakeup", 0, 0, 31.0, "again"),
  ])
  func `what is found, and when, decides what becomes of it`(
    name: String,
    rows: Int,
    doubtful: Int,
    later: Double,
    expected: String
  ) throws {
    let operation = try unanswered(name)
    let action = try #require(laptop.world.catalog.action(named: name))
    let findings = Findings(rows: rows, doubtful: doubtful, proof: try #require(action.proof))
    let verdict = CallVerification(action: action, settle: Self.settle)
      .verdict(on: operation, findings, now: operation.sentAt.advanced(bySeconds: later))
    #expect(verdict == verdicts(on: operation)[expected])
  }

  @Test(arguments: [
    ("sync", 0.0, "again"), ("force_connection", 29.0, "settle"), ("force_connection", 31.0, "ask"),
  ])
  func `without a proof the catalog's word on repeating decides, and nobody is asked too early`(
    name: String,
    later: Double,
    expected: String
  ) throws {
    let operation = try unanswered(name)
    let action = try #require(laptop.world.catalog.action(named: name))
    let verdict = CallVerification(action: action, settle: Self.settle)
      .verdict(on: operation, nil, now: operation.sentAt.advanced(bySeconds: later))
    #expect(verdict == verdicts(on: operation)[expected])
  }

  private func verdicts(on operation: StoredOperation) -> [String: Verdict] {
    let end = operation.sentAt.advanced(bySeconds: Self.settle)
    return ["settle": .settle(until: end), "again": .sendAgain, "happened": .happened, "ask": .ask]
  }

  // Frozen as a run freezes it.
  private func unanswered(_ name: String) throws -> StoredOperation {
    let call = try laptop.ask(name)
    let now = laptop.clock.now()
    return try laptop.replica.write(by: .engine) { writer in
      let pending = try #require(try writer.reader.pendingRow(call.row))
      return try writer.freeze(
        try #require(try writer.reader.draft(of: pending)),
        id: "1",
        user: laptop.name,
        serverNow: now,
        localNow: now
      )
    }
  }
}
