import CatalogModel
import Foundation
import GRDB
import Testing

@testable import ReplicaStore

/// A process that dies between any two steps of the outbox's file has lost nothing, and told nothing
/// twice.
struct OutboxStepTests {
  private struct Stopped: Error {}

  private let trial: TrialReplica
  private var folder: URL { trial.folder }
  private var file: URL { folder.appendingPathComponent("outbox.jsonl") }

  init() throws { trial = try TrialReplica() }

  private func edit(_ city: String, of key: Int64, in replica: Replica? = nil) throws {
    try (replica ?? trial.replica).write(by: .person(now: nil)) {
      _ = try $0.update(.integer(key), set: ["city": .text(city)], in: try $0.reader.table("shops"))
    }
  }

  private func unsent() throws -> [String] {
    try OutboxReplay(of: file).rows.map { row in
      "\(row.row): \(row.net?.values["city"]?.description ?? "-")"
    }
  }

  /// What a process does with the outbox that dies at a step.
  private func die(
    at step: OutboxFile.Step,
    doing work: (Outbox, Database) throws -> Void
  ) throws {
    let outbox = Outbox(beside: trial.replica.location, layout: trial.replica.layout) {
      if $0 == step { throw Stopped() }
    }
    try trial.replica.read { try work(outbox, $0.db) }
    #expect(outbox.trouble?.cause == "Stopped", "it died at another step, or at none")
  }

  private func open() throws -> Replica {
    try Replica.open(at: trial.replica.location, catalog: trial.catalog)
  }

  /// A long file, of which one change still waits.
  private func fill() throws {
    for number in 0..<400 { try edit("\(number)", of: 5) }
    try edit("waits", of: 6)
    try trial.engine { try $0.drop([.kara], now: TrialReplica.now) }
  }

  @Test(arguments: [OutboxFile.Step.begun, .filled, .replaced])
  func `killed while the file is made short, everything unsent is in it`(
    step: OutboxFile.Step
  ) throws {
    try fill()
    let long = try Data(contentsOf: file).count
    try die(at: step) { $0.compact($1) }
    #expect(try unsent() == ["shops 6: waits"])
    let isShort = try Data(contentsOf: file).count < long / 50
    #expect(isShort == (step == .replaced))
    let replica = try open()
    #expect(replica.outboxTrouble == nil)
    #expect(try replica.outboxesAside() == [])
    try edit("after", of: 5, in: replica)
    #expect(try unsent() == ["shops 6: waits", "shops 5: after"])
    #expect(try OutboxReplay(of: file).damagedLines == 0)
    // What it left under another name is in nobody's way.
    try replica.compactOutbox()
    #expect(try Data(contentsOf: file).count < long / 50)
    #expect(try unsent() == ["shops 6: waits", "shops 5: after"])
    #expect(!FileManager.default.fileExists(atPath: file.path + ".new"))
  }

  @Test func `killed while a draft is written, the half of it is not taken for the file`() throws {
    try fill()
    try Data("{\"type\":\"hea".utf8).write(to: URL(fileURLWithPath: file.path + ".new"))
    let replica = try open()
    #expect(try unsent() == ["shops 6: waits"])
    try replica.compactOutbox()
    #expect(try unsent() == ["shops 6: waits"])
    #expect(!FileManager.default.fileExists(atPath: file.path + ".new"))
  }

  @Test(arguments: [OutboxFile.Step.linked, .movedAside])
  func `killed while another's file is moved aside, its work is told once`(
    step: OutboxFile.Step
  ) throws {
    let other = try TrialReplica()
    try other.replica.write(by: .person(now: nil)) {
      _ = try $0.update(.integer(5), set: ["city": .text("x")], in: try $0.reader.table("shops"))
    }
    let precious = try Data(contentsOf: other.folder.appendingPathComponent("outbox.jsonl"))
    try precious.write(to: file)
    try die(at: step) { $0.begin($1) }
    let replica = try open()
    #expect(try replica.outboxesAside().map(\.rows) == [1])
    try edit("here", of: 6, in: replica)
    let kept = try #require(OutboxAside.files(in: folder).first)
    #expect(OutboxAside.files(in: folder).count == 1)
    #expect(try Data(contentsOf: kept) == precious)
    #expect(try unsent() == ["shops 6: here"])
  }

  @Test func `a name that another file has is left to it`() throws {
    try edit("x", of: 5)
    let stem = (file.path as NSString).deletingPathExtension
    try Data("before".utf8).write(to: URL(fileURLWithPath: stem + "-later.jsonl"))
    let name = try OutboxFile(path: file.path).setAside(as: "later")
    #expect(name == stem + "-later-2.jsonl")
    #expect(
      try Data(contentsOf: URL(fileURLWithPath: stem + "-later.jsonl")) == Data("before".utf8)
    )
  }
}
