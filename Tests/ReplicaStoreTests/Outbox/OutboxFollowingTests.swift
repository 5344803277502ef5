import CatalogModel
import CustomDump
import Foundation
import GRDB
import Testing

@testable import ReplicaStore

/// The second copy of unsent work follows the database, whoever wrote to it.
struct OutboxFollowingTests {
  private let trial: TrialReplica
  private var file: URL { trial.folder.appendingPathComponent("outbox.jsonl") }

  init() throws { trial = try TrialReplica() }

  private func edit(_ city: String, of key: Int64 = 5) throws {
    let shops = try trial.table("shops")
    try trial.replica.write(by: .person(now: nil)) {
      _ = try $0.update(.integer(key), set: ["city": .text(city)], in: shops)
    }
  }

  private func unsent() throws -> [String] {
    try OutboxReplay(of: file).rows.map { row in
      "\(row.row): \(row.net?.values["city"]?.description ?? "-")"
    }
  }

  private func reopen() throws {
    _ = try Replica.open(at: trial.replica.location, catalog: trial.catalog)
  }

  @Test func `there is no file before there is an edit, and each edit is in it when it returns`()
    throws
  {
    #expect(!FileManager.default.fileExists(atPath: file.path))
    try edit("x")
    #expect(try unsent() == ["shops 5: x"])
    try edit("y")
    try edit("z", of: 6)
    #expect(try unsent() == ["shops 5: y", "shops 6: z"])
    let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let header = try #require(try OutboxReplay(of: file).header)
    #expect(header.server == "https://server.example")
    #expect(header.resources == TrialCatalog.resources)
  }

  @Test func `edits of other tools are added at the next start`() throws {
    try edit("x")
    try trial.sqlite3("UPDATE shops SET city = 'by hand' WHERE shop_id = 6;")
    #expect(try unsent() == ["shops 5: x"])
    try reopen()
    #expect(try unsent() == ["shops 5: x", "shops 6: by hand"])
  }

  @Test func `what is delivered or given up is no longer unsent, and new names are followed`()
    throws
  {
    let shop = try trial.replica.write(by: .person(now: nil)) {
      try $0.insert(
        ["name": .text("New"), "city": .text("Kpalime")],
        into: try $0.reader.table("shops")
      )
    }
    try edit("x")
    let number = try trial.freeze(RowReference(resource: "shops", key: shop.key))
    try trial.complete(number, key: .integer(9))
    try trial.replica.write(by: .engine) {
      try $0.name(RowReference(resource: "shops", key: shop.key), as: .integer(9))
    }
    #expect(try unsent() == ["shops 5: x"])
    try edit("later", of: 9)
    #expect(try unsent() == ["shops 5: x", "shops 9: later"])
    let now = NaiveTime(microseconds: 0)
    try trial.replica.write(by: .engine) { try $0.drop([.kara], now: now) }
    #expect(try unsent() == ["shops 9: later"])
  }

  @Test func `a torn line is cut off, and what it held is written again`() throws {
    try edit("x")
    try edit("y", of: 6)
    let whole = try Data(contentsOf: file)
    try whole.dropLast(20).write(to: file)
    #expect(try unsent() == ["shops 5: x"])
    try reopen()
    #expect(try unsent() == ["shops 5: x", "shops 6: y"])
    #expect(try OutboxReplay(of: file).damagedLines == 0)
  }

  @Test func `a damaged line in the middle spoils only itself`() throws {
    try edit("x")
    try edit("y", of: 6)
    var text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    text.replace("'x'", with: "'z'")
    text.replace("\"x\"", with: "\"z\"")
    try Data(text.utf8).write(to: file)
    let replay = try OutboxReplay(of: file)
    #expect(replay.damagedLines == 1)
    #expect(try unsent() == ["shops 6: y"])
  }

  @Test func `another replica's outbox is moved aside, never written over`() throws {
    try edit("precious")
    let before = try Data(contentsOf: file)
    let other = try TrialReplica()
    let place = other.folder.appendingPathComponent("outbox.jsonl")
    try FileManager.default.copyItem(at: file, to: place)
    _ = try Replica.open(at: other.replica.location, catalog: other.catalog)
    let kept = try FileManager.default.contentsOfDirectory(atPath: other.folder.path)
      .filter { $0.hasPrefix("outbox-") }
    #expect(kept.count == 1)
    let copy = other.folder.appendingPathComponent(try #require(kept.first))
    #expect(try Data(contentsOf: copy) == before)
  }

  @Test func `an older copy of the database does not shorten its outbox`() throws {
    try edit("x")
    try trial.sqlite3("PRAGMA wal_checkpoint(TRUNCATE);")
    let older = trial.folder.appendingPathComponent("older.sqlite")
    try FileManager.default.copyItem(at: trial.replica.location, to: older)
    try edit("y", of: 6)
    let place = TrialReplica.newFolder()
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: place) }
    let location = place.appendingPathComponent("replica.sqlite")
    try FileManager.default.copyItem(at: older, to: location)
    try FileManager.default.copyItem(at: file, to: place.appendingPathComponent("outbox.jsonl"))
    _ = try Replica.open(at: location, catalog: trial.catalog)
    let later = try OutboxReplay(of: place.appendingPathComponent("outbox-later.jsonl"))
    #expect(later.rows.map(\.row) == [.kara, .sokode])
  }

  @Test func `a file of delivered work is made short, and keeps what waits`() throws {
    for number in 0..<400 { try edit("\(number)") }
    try edit("waits", of: 6)
    let now = NaiveTime(microseconds: 0)
    try trial.replica.write(by: .engine) { try $0.drop([.kara], now: now) }
    let before = try Data(contentsOf: file).count
    try trial.replica.compactOutbox()
    #expect(try Data(contentsOf: file).count < before / 50)
    #expect(try unsent() == ["shops 6: waits"])
    try edit("after")
    #expect(try unsent() == ["shops 6: waits", "shops 5: after"])
    try reopen()
    #expect(try unsent() == ["shops 6: waits", "shops 5: after"])
  }

  @Test func `a file made anew does not make what may be under way younger`() throws {
    let note = try trial.add("notes", ["imei": .text("351"), "words": .text("under way")])
    let later = TrialReplica.now.advanced(bySeconds: 5_000)
    try trial.freeze(note)
    try trial.engine { try $0.remember("server-time", later.description) }
    let waits = try trial.add("notes", ["imei": .text("351"), "words": .text("waits")])
    for number in 0..<400 { try edit("\(number)") }
    try trial.engine { try $0.drop([.kara], now: TrialReplica.now) }
    try trial.replica.compactOutbox()
    let rows = try OutboxReplay(of: file).rows
    #expect(rows.map(\.row) == [note, waits])
    #expect(rows.map(\.sentAfter) == [TrialReplica.now, later])
    try FileManager.default.removeItem(at: file)
    try reopen()
    #expect(try OutboxReplay(of: file).rows.map(\.sentAfter) == [TrialReplica.now, later])
  }

  @Test func `an edit stays although its second copy cannot be written, and that is told`() throws {
    try FileManager.default.createDirectory(at: file, withIntermediateDirectories: true)
    try edit("x")
    #expect(trial.replica.outboxTrouble != nil)
    #expect(try trial.changes().count == 1)
    try FileManager.default.removeItem(at: file)
    try edit("y", of: 6)
    #expect(trial.replica.outboxTrouble == nil)
    #expect(try unsent() == ["shops 5: x", "shops 6: y"])
  }
}
