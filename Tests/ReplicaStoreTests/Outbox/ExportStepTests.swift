import CatalogModel
import Foundation
import Testing

@testable import ReplicaStore

/// Whatever ends an export on its way, no file is there whose work is also sent from here.
struct ExportStepTests {
  private struct Stopped: Error {}

  private let trial: TrialReplica
  private var folder: URL { trial.folder.appendingPathComponent("stick") }
  private var file: URL { folder.appendingPathComponent("work.jsonl") }

  init() throws {
    trial = try TrialReplica()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func edit(_ city: String, of key: Int64) throws {
    try trial.set(RowReference(resource: "shops", key: .integer(key)), ["city": .text(city)])
  }

  private func export(
    as id: String,
    telling reached: @escaping @Sendable (OutboxFile.Step) throws -> Void = { _ in }
  ) throws -> Int {
    try trial.replica.exportOutbox(
      to: OutboxFile(path: file.path, reached: reached),
      user: "anna",
      now: TrialReplica.now,
      makeID: { id }
    ).operations
  }

  private func travelling() throws -> Int {
    try trial.replica.read { try $0.travellingOperations().count }
  }

  /// How many operations the file carries, were somebody to take the stick now.
  private func carried() throws -> Int {
    guard FileManager.default.fileExists(atPath: file.path) else { return 0 }
    return try OutboxReplay(of: file).parcels.count
  }

  private func filesOnTheStick() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
  }

  @Test(arguments: [OutboxFile.Step.begun, .filled])
  func `what cannot be written does not travel, and leaves nothing on the stick`(
    step: OutboxFile.Step
  ) throws {
    try edit("Lome", of: 6)
    #expect(throws: Stopped.self) { try export(as: "one") { if $0 == step { throw Stopped() } } }
    #expect(try travelling() == 0)
    #expect(try filesOnTheStick() == [])
    #expect(try export(as: "two") == 1)
    #expect(try (travelling(), carried()) == (1, 1))
  }

  @Test
  func `while the file has no name of its own, nothing is carried that is sent from here`() throws {
    try edit("Lome", of: 6)
    let (replica, file) = (trial.replica, file)
    _ = try export(as: "one") { step in
      let travels = try replica.read { try $0.travellingOperations().count }
      // A process that dies at any step leaves these two as they are now.
      let isThere = FileManager.default.fileExists(atPath: file.path)
      #expect(
        !isThere || travels == 1,
        "at \(step) the file is there, and its work is sent from here"
      )
    }
  }

  @Test
  func `a file that cannot have its name takes its work back, and leaves what travelled before`()
    throws
  {
    try edit("Lome", of: 6)
    #expect(try export(as: "one") == 1)
    try edit("Kpalime", of: 5)
    try FileManager.default.removeItem(at: file)
    // A folder in its place is what makes the renaming fail.
    try FileManager.default.createDirectory(at: file, withIntermediateDirectories: true)
    #expect(throws: ReplicaError.self) { try export(as: "two") }
    #expect(try travelling() == 1)
    #expect(try filesOnTheStick() == ["work.jsonl"])
    let outbox = try OutboxReplay(of: trial.folder.appendingPathComponent("outbox.jsonl"))
    #expect(outbox.rows.filter { $0.travelID != nil }.count == 1)
    try FileManager.default.removeItem(at: file)
    #expect(try export(as: "three") == 2)
    #expect(try carried() == 2)
  }

  @Test
  func `what travels without a file goes into the next one`() throws {
    try edit("Lome", of: 6)
    _ = try trial.engine {
      try $0.sendTravelling(user: "anna", now: TrialReplica.now, makeID: { "one" })
    }
    #expect(try export(as: "two") == 1)
    #expect(try (travelling(), carried()) == (1, 1))
  }
}
