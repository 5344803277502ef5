import CatalogModel
import Foundation
import ReplicaStore
import Synchronization
import Testing

@testable import SyncCore

struct RunTraceTests {
  private static let every: [SyncProgress] = [
    .connecting, .verifying(operations: 3), .settling(seconds: 2.5), .pausing(seconds: 30),
    .awaitingUnits(units: 2, seconds: 9.5),
    .pushing(row: RowReference(resource: "repairs", key: .integer(7)), number: 2, of: 9),
    .pushing(
      row: RowReference(resource: "repairs", key: .integer(RowKey.firstProvisional + 4)),
      number: 1,
      of: 1
    ),
    .pushing(row: RowReference(resource: "products", key: .text("86é")), number: 1, of: 2),
    .verifyingContent(resource: "shops", rows: 18),
    .pulling(
      PullProgress(
        resource: "products",
        rows: 70,
        left: 30,
        bytes: 9_000,
        seconds: 2.25,
        isMilestone: false
      )
    ),
    .pulling(
      PullProgress(
        resource: "products",
        rows: 70,
        left: nil,
        bytes: 0,
        seconds: 0,
        isMilestone: false
      )
    ),
  ]

  @Test(arguments: every)
  func `every step is read as it was written`(_ progress: SyncProgress) throws {
    let text = progress.json.description
    #expect(SyncProgress(try JSONNode(parsing: Data(text.utf8))) == progress)
  }

  @Test(arguments: [
    #""rows":9223372036854775807,"left":9223372036854775807,"bytes":9223372036854775807,"seconds":1"#,
    #""rows":1,"left":1000000000000,"bytes":1,"seconds":1e300"#,
    #""rows":-5,"left":-9223372036854775808,"bytes":-1,"seconds":-1"#,
  ])
  func `figures that no run has are not reckoned with`(_ figures: String) throws {
    let text = "{\"step\":\"reading\",\"resource\":\"a\",\(figures)}"
    let progress = try #require(SyncProgress(try JSONNode(parsing: Data(text.utf8))))
    guard case .pulling(let pull) = progress else {
      Issue.record("\(progress)")
      return
    }
    #expect(pull.rows >= 0 && pull.bytes >= 0)
    #expect((pull.fraction ?? 0) >= 0)
    #expect((pull.secondsLeft ?? 0) < 1e18)
  }

  @Test func `others on the laptop see what a run is at, and nothing when it has ended`() throws {
    let laptop = try Laptop()
    for number in 1...3 { try laptop.addNote("note \(number)") }
    let file = laptop.replica.location
    let seen = Mutex<[SyncProgress]>([])
    laptop.report = { _ in
      if let progress = RunTrace.read(beside: file) { seen.withLock { $0.append(progress) } }
    }
    try laptop.sync()
    let steps = seen.withLock { $0 }
    #expect(steps.first == .connecting)
    #expect(steps.contains { if case .pushing = $0 { true } else { false } })
    #expect(RunTrace.read(beside: file) == nil)
  }

  @Test(arguments: [
    "", "{", "[]", #"{"step":"connecting"}"#, #"{"process":0,"step":"connecting"}"#,
    #"{"process":-1,"step":"connecting"}"#, #"{"process":2147483646,"step":"connecting"}"#,
    #"{"process":99999999999999,"step":"connecting"}"#,
    #"{"process":PID,"step":"sending","resource":"repairs"}"#, #"{"process":PID,"step":"else"}"#,
  ])
  func `what a dead run or somebody else left there is nothing`(_ words: String) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("trace-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("replica.sqlite")
    let lock = try RunLock(beside: file)
    let own = "\(ProcessInfo.processInfo.processIdentifier)"
    lock.tell(Data(words.replacing("PID", with: own).utf8))
    #expect(RunTrace.read(beside: file) == nil)
    lock.tell(Data(#"{"process":\#(own),"step":"connecting"}"#.utf8))
    #expect(RunTrace.read(beside: file) == .connecting)
  }
}
