import CatalogModel
import Foundation
import Testing

@testable import ReplicaStore

/// An outbox that was moved aside is told until its work is here.
struct OutboxAsideTests {
  private let trial: TrialReplica
  private let folder = TrialReplica.newFolder()

  init() throws { trial = try TrialReplica() }

  private func edit(_ city: String, of key: Int64, in replica: Replica) throws {
    try replica.write(by: .person(now: nil)) {
      _ = try $0.update(.integer(key), set: ["city": .text(city)], in: try $0.reader.table("shops"))
    }
  }

  /// A copy of the database from before the last edits, beside the outbox with all of them.
  private func older() throws -> Replica {
    try edit("both", of: 5, in: trial.replica)
    try trial.sqlite3("PRAGMA wal_checkpoint(TRUNCATE);")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let place = folder.appendingPathComponent("replica.sqlite")
    try FileManager.default.copyItem(at: trial.replica.location, to: place)
    try edit("later", of: 6, in: trial.replica)
    try trial.replica.write(by: .person(now: nil)) {
      _ = try $0.insert(["name": .text("New")], into: try $0.reader.table("shops"))
    }
    try FileManager.default.copyItem(
      at: trial.folder.appendingPathComponent("outbox.jsonl"),
      to: folder.appendingPathComponent("outbox.jsonl")
    )
    return try Replica.open(at: place, catalog: trial.catalog)
  }

  private func takeIn(_ file: URL, _ replica: Replica) throws -> [RowReference] {
    let replay = try OutboxReplay(of: file)
    return try replica.write(by: .engine) {
      try $0.takeIn(replay, now: NaiveTime(microseconds: 0)).taken
    }
  }

  @Test func `an older database is told what it lacks, and takes it in once`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let replica = try older()
    let aside = try #require(try replica.outboxesAside().first)
    #expect(aside.file.lastPathComponent == "outbox-later.jsonl")
    #expect(aside.rows == 2)
    // What the older database captured itself is not taken for something new.
    #expect(try takeIn(aside.file, replica).count == 2)
    #expect(try replica.outboxesAside() == [])
    #expect(try takeIn(aside.file, replica) == [])
    #expect(try replica.read { try $0.pendingRows() }.count == 3)
  }

  @Test func `only what the program moved aside is its own`() throws {
    let names = [
      "outbox-later.jsonl", "outbox-0123abcd.jsonl", "outbox-unreadable-2.jsonl",
      "outbox-recovered.jsonl",
    ]
    let others = ["outbox-friday.jsonl", "outbox-.jsonl", "outbox.jsonl", "later.jsonl", "x.txt"]
    for name in names + others {
      try Data().write(to: trial.folder.appendingPathComponent(name))
    }
    #expect(OutboxAside.files(in: trial.folder).map(\.lastPathComponent) == names.sorted())
  }

  @Test func `a file whose last line cannot be read is kept beside the new one`() throws {
    try edit("x", of: 5, in: trial.replica)
    let file = trial.folder.appendingPathComponent("outbox.jsonl")
    var bytes = try Data(contentsOf: file)
    bytes[bytes.count - 10] ^= 1
    try bytes.write(to: file)
    try edit("y", of: 6, in: trial.replica)
    #expect(try OutboxReplay(of: file).rows.map(\.row) == [.kara, .sokode])
    let kept = try #require(OutboxAside.files(in: trial.folder).first)
    #expect(try Data(contentsOf: kept) == bytes)
  }
}
