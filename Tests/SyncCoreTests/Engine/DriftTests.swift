import CatalogModel
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

/// What of the server's shape is told, once, and when it is over.
struct DriftTests {
  static let colour = DriftPoint.columnCame("colour")
  static let number = DriftPoint.typeChanged("outcome", .integer)

  @Test(arguments: [
    // known, denial, seen, held, news, over, then
    Case([], .gone, nil, [.gone], [], [.gone]),
    Case([.gone], .gone, nil, [], [], [.gone]),
    Case([.gone], .forbidden, nil, [.forbidden], [], [.forbidden]),
    Case([.gone], nil, [], [], [.gone], []),
    Case([.gone, colour], nil, nil, [], [.gone], [colour]),
    Case([], nil, [colour], [colour], [], [colour]),
    Case([colour], nil, [colour], [], [], [colour]),
    Case([colour], nil, [], [], [colour], []),
    Case(
      [number],
      nil,
      [.typeChanged("outcome", .text)],
      [.typeChanged("outcome", .text)],
      [],
      [
        .typeChanged("outcome", .text)
      ]
    ),
    Case([.columnGone("outcome")], nil, [number], [number], [.columnGone("outcome")], [number]),
  ])
  func `each point is told when it begins and when it is over`(_ entry: Case) {
    let step = DriftStep(known: entry.known, denial: entry.denial, seen: entry.seen) { _ in false }
    #expect(step.news == entry.news)
    #expect(step.over == entry.over)
    #expect(step.points == entry.points)
  }

  @Test
  func `a point that a row here still shows is not over`() {
    let step = DriftStep(known: [Self.number], denial: nil, seen: []) { $0 == Self.number }
    #expect(step.over.isEmpty)
    #expect(step.points == [Self.number])
  }

  @Test
  func `a table without access is asked in its turn and told once`() throws {
    let laptop = try Laptop()
    laptop.transport.order(
      "GET",
      "shops",
      .answered(status: 403, body: #"{"message":"no"}"#),
      times: 3
    )
    #expect(try laptop.sync().notes == [.drifted(resource: "shops", .forbidden)])
    #expect(try laptop.sync().notes.isEmpty)
    let drift = try laptop.replica.read { try $0.knownDrift() }["shops"]
    #expect(drift?.points == [.forbidden])
    #expect(drift?.deniedAt != nil)
    #expect(try laptop.standing().lastSync == laptop.clock.now())
    laptop.transport.forgetOrders()
    #expect(try laptop.sync().notes == [.driftOver(resource: "shops", .forbidden)])
    try laptop.expectAgreement()
  }

  /// What is known and seen, and what follows.
  struct Case: Sendable, CustomTestStringConvertible {
    let known: Set<DriftPoint>
    let denial: DriftPoint?
    let seen: Set<DriftPoint>?
    let news: [DriftPoint]
    let over: [DriftPoint]
    let points: Set<DriftPoint>

    init(
      _ known: Set<DriftPoint>,
      _ denial: DriftPoint?,
      _ seen: Set<DriftPoint>?,
      _ news: [DriftPoint],
      _ over: [DriftPoint],
      _ points: Set<DriftPoint>
    ) {
      (self.known, self.denial, self.seen) = (known, denial, seen)
      (self.news, self.over, self.points) = (news, over, points)
    }

    var testDescription: String { "\(known.sorted()) then \(seen?.sorted() ?? [])" }
  }
}
