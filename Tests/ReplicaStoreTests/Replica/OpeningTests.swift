import CatalogModel
import FieldTestSupport
import Foundation
import GRDB
import Testing

@testable import ReplicaStore

/// Every file that is not a healthy replica gives one error that names it, and stays as it was.
struct OpeningTests {
  private let trial: TrialReplica

  init() throws { trial = try TrialReplica() }

  private func expectFailure(
    _ code: ReplicaError.Code,
    _ note: String = "",
    at location: URL? = nil
  ) {
    let failure = #expect(throws: ReplicaError.self, "\(note)") {
      try Replica.open(at: location ?? trial.replica.location, catalog: trial.catalog)
    }
    #expect(failure?.code == code, "\(note)")
    #expect(failure?.description.contains((location ?? trial.replica.location).path) == true)
  }

  private func file(_ bytes: Data) throws -> URL {
    let location = trial.folder.appendingPathComponent("other.sqlite")
    try bytes.write(to: location)
    return location
  }

  @Test func `a replica opens again with what it held`() throws {
    let again = try Replica.open(at: trial.replica.location, catalog: trial.catalog)
    #expect(again.layout.tables.map(\.name) == TrialCatalog.resources)
    #expect(try again.read { try $0.count(in: try $0.table("shops")) } == 2)
    #expect(
      try trial.lines("SELECT name, value FROM sync_meta WHERE name IN ('server', 'sensitive')")
        == ["sensitive 0", "server https://server.example"]
    )
  }

  @Test func `the file has the settings that the design asks for`() throws {
    let pragmas = ["page_size", "journal_mode", "application_id", "user_version"]
    let answer = try trial.sqlite3(pragmas.map { "PRAGMA \($0);" }.joined(separator: "\n"))
    #expect(
      answer.lines.suffix(4) == ["16384", "wal", "1718843758", "\(Bookkeeping.current.version)"]
    )
  }

  @Test(arguments: [mode_t(0), 0o077, 0o777])
  func `files are for their owner alone, whatever the umask`(mask: mode_t) throws {
    // The mask belongs to the whole process, so the check runs in one of its own.
    let script =
      "umask \(String(mask, radix: 8)); exec sqlite3 \"$0\" \"UPDATE shops SET city = 'x';\""
    try OtherProgram.run(["sh", "-c", script, trial.path])
    let lock = try trial.replica.acquireRunLock()
    for name in ["replica.sqlite", "replica.sqlite-wal", "replica.sqlite-shm", "run.lock", ""] {
      let path = trial.folder.appendingPathComponent(name).path
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      let mode = attributes[.posixPermissions] as? Int
      #expect(mode == (name.isEmpty ? 0o700 : 0o600), "\(name)")
    }
    lock.release()
  }

  @Test func `a missing file is no replica, and is not made`() {
    let missing = trial.folder.appendingPathComponent("missing.sqlite")
    expectFailure(.noReplica, at: missing)
    expectFailure(.noReplica, at: missing.appendingPathComponent("below.sqlite"))
    #expect(!FileManager.default.fileExists(atPath: missing.path))
  }

  @Test func `what is not a database is not a replica, and is not touched`() throws {
    for bytes in [Data(), Data("hello".utf8), Data(repeating: 0x41, count: 20_000)] {
      let location = try file(bytes)
      expectFailure(.notAReplica, "\(bytes.count) bytes", at: location)
      #expect(try Data(contentsOf: location) == bytes)
    }
    expectFailure(.notAReplica, at: trial.folder)
  }

  @Test func `another program's database is not a replica, and is not touched`() throws {
    let location = trial.folder.appendingPathComponent("foreign.sqlite")
    try OtherProgram.run(
      ["sqlite3", location.path, "CREATE TABLE t(a); PRAGMA user_version = 1;"]
    )
    let before = try Data(contentsOf: location)
    expectFailure(.notAReplica, at: location)
    #expect(try Data(contentsOf: location) == before)
  }

  @Test(arguments: [true, false])
  func `a newer version is told apart, checkpointed or not`(isCheckpointed: Bool) throws {
    try trial.sqlite3("PRAGMA user_version = \(Bookkeeping.current.version + 1);")
    if isCheckpointed { try trial.sqlite3("PRAGMA wal_checkpoint(TRUNCATE);") }
    expectFailure(.newerVersion)
  }

  @Test func `a damaged file is told apart`() throws {
    try trial.sqlite3("PRAGMA wal_checkpoint(TRUNCATE);")
    var bytes = try Data(contentsOf: trial.replica.location)
    for place in 100..<bytes.count { bytes[place] = 0xAA }
    expectFailure(.damaged, at: try file(bytes))
  }

  @Test func `a full disk is told apart, and the transaction is gone`() throws {
    let shops = try trial.table("shops")
    let failure = #expect(throws: ReplicaError.self) {
      try trial.replica.write(by: .person(now: nil)) { writer in
        // SQLite's own limit stands for the disk's.
        try writer.db.execute(sql: "PRAGMA max_page_count = 1")
        let long = String(repeating: "x", count: 1_000_000)
        _ = try writer.insert(["name": .text(long)], into: shops)
      }
    }
    #expect(failure?.code == .storageFull)
    #expect(try trial.changes() == [])
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser may write anywhere"))
  func `a file or folder that cannot be written is told apart`() throws {
    chmod(trial.path, 0o400)
    expectFailure(.readOnly)
    chmod(trial.path, 0o600)
    chmod(trial.folder.path, 0o500)
    let failure = #expect(throws: ReplicaError.self) {
      try Replica.open(at: trial.replica.location, catalog: trial.catalog)
    }
    #expect(failure?.code == .readOnly)
    chmod(trial.folder.path, 0o700)
  }

  @Test func `an existing file is never replaced`() throws {
    let location = try file(Data("precious".utf8))
    let failure = #expect(throws: ReplicaError.self) {
      try Replica.create(
        at: location,
        catalog: trial.catalog,
        resources: ["shops"],
        server: "",
        includesSensitive: false,
        now: NaiveTime(microseconds: 0)
      )
    }
    #expect(failure?.code == .replicaExists)
    #expect(try Data(contentsOf: location) == Data("precious".utf8))
  }

  @Test func `a draft left by a crash does not hinder the next creation`() throws {
    let location = trial.folder.appendingPathComponent("second.sqlite")
    try Data("half".utf8).write(to: location.appendingPathExtension("new"))
    let replica = try Replica.create(
      at: location,
      catalog: trial.catalog,
      resources: ["shops"],
      server: "",
      includesSensitive: false,
      now: NaiveTime(microseconds: 0)
    )
    #expect(replica.layout.tables.map(\.name) == ["shops"])
    let left = try FileManager.default.contentsOfDirectory(atPath: trial.folder.path)
    #expect(!left.contains { $0.contains(".new") })
  }

  @Test func `an unknown resource makes no file`() {
    let location = trial.folder.appendingPathComponent("third.sqlite")
    let failure = #expect(throws: ReplicaError.self) {
      try Replica.create(
        at: location,
        catalog: trial.catalog,
        resources: ["shops", "ships"],
        server: "",
        includesSensitive: false,
        now: NaiveTime(microseconds: 0)
      )
    }
    #expect(failure == ReplicaError(.unknownResource, "ships"))
    #expect(!FileManager.default.fileExists(atPath: location.path))
  }
}
