import CatalogModel
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

/// Clocks that are set: whatever they show, no modified row is missed.
struct SetClockTests {
  private var laptop: Laptop

  /// The replica was loaded while the server's clock was two hours ahead; receipts have told that its
  /// stamps lie close to it, so that watermarks are as late as they may be.
  init() throws {
    laptop = try Laptop(isLoaded: false)
    // Comparing would put right in time what no question asks for.
    laptop.settings.verificationPause = .infinity
    laptop.world.serverError.seconds = 7_200
    try laptop.sync()
    try laptop.addNote("receipt")
    for _ in 1...2 {
      try laptop.pass(seconds: 900)
      try laptop.sync()
    }
  }

  @Test(arguments: [60, 10_800, 259_200] as [Double])
  func `a server clock that ran ahead and was set back loses no modified row`(
    _ absence: Double
  ) throws {
    laptop.world.serverError.seconds = 0
    try laptop.pass(seconds: 1_800)
    change()
    try laptop.pass(seconds: absence)
    try laptop.sync()
    try expectChange()
  }

  // The laptop's clock tells nothing where it was set too; the watermark in the future does.
  @Test
  func `a watermark later than the server's clock is not believed`() throws {
    laptop.world.serverError.seconds = 0
    laptop.clock.error.seconds = -40 * 365 * 86_400
    try laptop.pass(seconds: 60)
    change()
    try laptop.pass(seconds: 60)
    try laptop.sync()
    try expectChange()
  }

  @Test
  func `a load that was cut off while the clock ran ahead is begun anew`() throws {
    let late = try laptop.replica.read { try $0.cursor(of: "repairs", scope: PullPhase.scope) }
    try laptop.replica.write(by: .engine) { writer in
      try writer.keepCursor(
        PullCursor(
          stage: .load,
          nextWatermark: late.watermark,
          spans: [KeySpan(first: 3, rows: 2)]
        ),
        of: "repairs",
        scope: PullPhase.scope,
        now: laptop.clock.now()
      )
    }
    laptop.world.serverError.seconds = 0
    laptop.clock.error.seconds = -40 * 365 * 86_400
    change()
    try laptop.sync()
    try expectChange()
  }

  @Test
  func `clocks that run on as they did ask for nothing again`() throws {
    try laptop.pass(seconds: 30 * 86_400)
    let before = try laptop.replica.read { try $0.cursor(of: "repairs", scope: PullPhase.scope) }
    let start = laptop.mark
    try laptop.sync()
    let questions = laptop.world.wire.records.dropFirst(start)
      .filter { $0.resource == "repairs" && $0.status == 200 && $0.target.contains("created_at") }
    let since = try #require(before.watermark).advanced(bySeconds: -laptop.settings.overlap)
    #expect(questions.count == 1)
    #expect(questions.first?.target.contains(String(since.description.prefix(10))) == true)
  }

  @Test
  func `a run is timed by a clock that nobody sets`() throws {
    laptop.colleague(.update, "repairs", .integer(1), ["outcome": .text("seen")])
    let clock = laptop.clock
    laptop.transport.order(
      "GET",
      "repairs",
      .after { clock.error.seconds += 365 * 86_400 }
    )
    let summary = try laptop.sync(SyncRequest(maximumSeconds: 600))
    #expect(summary.outcome == .complete)
    #expect(summary.seconds < 600)
    #expect(try laptop.row("repairs", .integer(1))?["outcome"] == .text("seen"))
  }

  @Test
  func `a clock set back in the middle of a run takes its limit away from nobody`() throws {
    let clock = laptop.clock
    laptop.transport.order(
      "GET",
      "repairs",
      .after { clock.error.seconds -= 365 * 86_400 }
    )
    #expect(try laptop.sync(SyncRequest(maximumSeconds: 2)).seconds >= 0)
  }

  private func change() {
    laptop.colleague(.update, "repairs", .integer(2), ["outcome": .text("while ahead")])
  }

  private func expectChange(sourceLocation: SourceLocation = #_sourceLocation) throws {
    #expect(
      try laptop.row("repairs", .integer(2))?["outcome"] == .text("while ahead"),
      sourceLocation: sourceLocation
    )
  }
}
