import CatalogModel
import Foundation
import Testing

@testable import ReplicaStore

struct CreatedAndDeletedTests {
  let trial: TrialReplica

  init() throws {
    trial = try TrialReplica()
  }

  @Test func `a row made and deleted before a sync leaves nothing that waits`() throws {
    let notes = try trial.table("notes")
    let key = try trial.replica.write(by: .person(now: nil)) { writer in
      try writer.insert(["imei": .text("351"), "words": .text("short-lived")], into: notes).key
    }
    try trial.replica.write(by: .person(now: nil)) { _ = try $0.delete(key, from: notes) }
    let (queue, standing) = try trial.replica.read { (try $0.queue(), try $0.standing()) }
    #expect(queue.isEmpty)
    #expect(standing.waiting == 0)
  }

  @Test func `a row whose creation may have been sent still waits after its deletion`() throws {
    let shops = try trial.table("shops")
    let key = try trial.replica.write(by: .person(now: nil)) { writer in
      try writer.insert(["name": .text("Kpalime")], into: shops).key
    }
    let row = RowReference(resource: "shops", key: key)
    let start = try #require(NaiveTime("2026-01-01T00:00:00"))
    try trial.replica.write(by: .engine) { writer in
      let pending = try #require(try writer.reader.pendingRow(row))
      let draft = try #require(try writer.reader.draft(of: pending))
      _ = try writer.freeze(
        draft,
        id: "1",
        user: "anna",
        serverNow: start,
        localNow: start,
        heldKeys: []
      )
    }
    try trial.replica.write(by: .person(now: nil)) { _ = try $0.delete(key, from: shops) }
    #expect(try trial.replica.read { try $0.standing().unknown } == 1)
  }

  @Test func `a deleted row of the server waits until its deletion is sent`() throws {
    let shops = try trial.table("shops")
    try trial.replica.write(by: .person(now: nil)) { _ = try $0.delete(.integer(5), from: shops) }
    #expect(try trial.replica.read { try $0.standing().waiting } == 1)
  }
}
