import CatalogModel
import FieldTestSupport
import Foundation
import Synchronization
import Testing

@testable import ReplicaStore

/// Several processes and several connections share one replica.
struct SharingTests {
  private let trial: TrialReplica

  init() throws { trial = try TrialReplica() }

  @Test func `a second run is told busy at once, within one process too`() throws {
    let other = try Replica.open(at: trial.replica.location, catalog: trial.catalog)
    let lock = try trial.replica.acquireRunLock()
    for replica in [trial.replica, other] {
      let failure = #expect(throws: ReplicaError.self) { try replica.acquireRunLock() }
      #expect(failure?.code == .busy)
    }
    lock.release()
    lock.release()
    try other.acquireRunLock().release()
  }

  @Test func `a lock that nobody holds on to is free again`() throws {
    do { _ = try trial.replica.acquireRunLock() }
    try trial.replica.acquireRunLock().release()
  }

  @Test func `a lock dies with the process that held it`() throws {
    let path = trial.folder.appendingPathComponent("run.lock").path
    // Named pipes: each end waits until the other is there.
    let (word, end) = ("\(path).word", "\(path).end")
    for pipe in [word, end] { mkfifo(pipe, 0o600) }
    let holder = try OtherProgram(
      starting: ["flock", path, "sh", "-c", "echo held > \"$0\"; exec cat \"$1\"", word, end],
      input: "/dev/null",
      output: "/dev/null",
      errors: "/dev/null"
    )
    let said = try #require(FileHandle(forReadingAtPath: word)).readToEnd()
    #expect(said == Data("held\n".utf8))
    let failure = #expect(throws: ReplicaError.self) { try trial.replica.acquireRunLock() }
    #expect(failure?.code == .busy)
    try #require(FileHandle(forWritingAtPath: end)).close()
    #expect(holder.wait() == 0)
    try trial.replica.acquireRunLock().release()
  }

  @Test func `a reader sees one state while another connection writes`() throws {
    let other = try Replica.open(at: trial.replica.location, catalog: trial.catalog)
    let shops = try trial.table("shops")
    let counts = try trial.replica.read { reader in
      let before = try reader.count(in: shops)
      try other.write(by: .engine) { writer in
        _ = try writer.storeServerRow(TrialReplica.shop(9, name: "a", city: "b"), in: shops)
      }
      return [before, try reader.count(in: shops)]
    }
    #expect(counts == [2, 2])
    #expect(try trial.replica.read { try $0.count(in: shops) } == 3)
  }

  @Test func `two pools and the sqlite3 program write at once without losing an edit`() async throws
  {
    let other = try Replica.open(at: trial.replica.location, catalog: trial.catalog)
    let shops = try trial.table("shops")
    let replicas = [trial.replica, other]
    try await withThrowingTaskGroup(of: Void.self) { group in
      for replica in replicas {
        group.addTask {
          for number in 0..<25 {
            try replica.write(by: .person(now: nil)) { writer in
              _ = try writer.insert(["name": .text("n\(number)")], into: shops)
            }
          }
        }
      }
      let script = (0..<25).map { "INSERT INTO shops(name) VALUES ('s\($0)');" }
      #expect(try trial.sqlite3(script.joined(separator: "\n")).errors == "")
      try await group.waitForAll()
    }
    #expect(
      try trial.lines("SELECT count(*), count(DISTINCT key) FROM sync_changelog") == ["75 75"]
    )
    #expect(
      try trial.lines("SELECT count(*) FROM shops WHERE shop_id >= 4503599627370497") == ["75"]
    )
  }

  @Test func `opening takes no lock away from connections that are open already`() throws {
    _ = try Replica.open(at: trial.replica.location, catalog: trial.catalog)
    // A program that believes it is the last to close removes the log under the others' feet.
    try trial.sqlite3("UPDATE shops SET city = 'x';")
    #expect(FileManager.default.fileExists(atPath: trial.path + "-wal"))
    #expect(try trial.changes().count == 2)
  }

  @Test func `two openings at once both succeed`() async throws {
    let (location, catalog) = (trial.replica.location, trial.catalog)
    let opened = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<4 {
        group.addTask { try Replica.open(at: location, catalog: catalog).layout.tables.count }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(opened == [5, 5, 5, 5])
  }
}
