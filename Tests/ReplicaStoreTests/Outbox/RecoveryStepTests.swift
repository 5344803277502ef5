import CatalogModel
import Foundation
import GRDB
import Testing

@testable import ReplicaStore

/// A recovery that dies between any two steps has lost nothing.
struct RecoveryStepTests {
  private struct Stopped: Error {}

  private let trial: TrialReplica
  private let folder = TrialReplica.newFolder()
  private var place: URL { folder.appendingPathComponent("replica.sqlite") }
  private let header = OutboxHeader(server: "https://server.example", resources: ["units"])

  init() throws {
    trial = try TrialReplica()
    let shops = try trial.table("shops")
    try trial.replica.write(by: .person(now: nil)) { writer in
      _ = try writer.update(.integer(5), set: ["city": .text("x")], in: shops)
      _ = try writer.insert(["name": .text("New")], into: shops)
    }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try bring("outbox.jsonl")
  }

  private func bring(_ name: String) throws {
    try FileManager.default.copyItem(
      at: trial.folder.appendingPathComponent(name),
      to: folder.appendingPathComponent(name)
    )
  }

  private func recover(
    reached: (Replica.RecoveryStep) throws -> Void = { _ in }
  ) throws -> Replica.Recovery {
    try Replica.recover(
      at: place,
      catalog: trial.catalog,
      without: header,
      now: NaiveTime(microseconds: 0),
      reached: reached
    )
  }

  private func unsent(_ replica: Replica) throws -> [String] {
    try replica.read { try $0.pendingRows() }.map { "\($0.row)" }.sorted()
  }

  @Test(arguments: Replica.RecoveryStep.allCases)
  func `killed after a step, the next start has everything`(step: Replica.RecoveryStep) throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let garbage = Data(repeating: 0x41, count: 50_000)
    try garbage.write(to: place)
    #expect(throws: Stopped.self) {
      _ = try recover { if $0 == step { throw Stopped() } }
    }
    let opened = try? Replica.open(at: place, catalog: trial.catalog)
    let replica = try opened ?? recover().replica
    let before = try unsent(trial.replica)
    #expect(try unsent(replica) == before)
    #expect(try replica.read { try $0.standing() }.unknown == 2)
    let kept = try #require(Replica.damagedFiles(in: folder).first)
    #expect(try Data(contentsOf: kept) == garbage)
    #expect(try replica.outboxesAside() == [])
    let copy = try OutboxReplay(of: folder.appendingPathComponent("outbox.jsonl"))
    #expect(copy.rows.count == 2)
  }

  @Test func `the journal of a database that is gone is not applied to the new one`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try bring("replica.sqlite-wal")
    let replica = try recover().replica
    #expect(try unsent(replica).count == 2)
    let state = try replica.read { try String.fetchOne($0.db, sql: "PRAGMA integrity_check") }
    #expect(state == "ok")
    let kept = Replica.damagedFiles(in: folder).map(\.lastPathComponent)
    #expect(kept == ["replica-damaged-1.sqlite-wal"])
  }

  @Test func `without its first line an outbox is recovered from what is known otherwise`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("outbox.jsonl")
    var bytes = try Data(contentsOf: file)
    bytes[30] ^= 1
    try bytes.write(to: file)
    let recovery = try recover()
    #expect(recovery.damagedLines == 1)
    #expect(recovery.taken.count == 2)
    #expect(recovery.replica.layout.tables.map(\.name).sorted() == ["shops", "units"])
    // It cannot be told whose file that was: it is kept, and said.
    #expect(try recovery.replica.outboxesAside().map(\.rows) == [0])
  }

  @Test func `without an outbox nothing is touched`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("outbox.jsonl")
    try Data("garbage".utf8).write(to: file)
    try Data("damaged".utf8).write(to: place)
    #expect(throws: ReplicaError(.badOutbox, file.path)) { try recover() }
    #expect(try Data(contentsOf: place) == Data("damaged".utf8))
    #expect(Replica.damagedFiles(in: folder).isEmpty)
  }
}
