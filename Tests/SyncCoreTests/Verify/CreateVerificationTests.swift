import CatalogModel
import ReplicaStore
import Testing

@testable import SyncCore

/// The settle time is 30 seconds and the skew 120; attempts last from second 0 to second 10 unless a
/// test says otherwise, and nobody looks before second 100.
struct CreateVerificationTests {
  private let verification: CreateVerification
  private let sent: RowFields = ["a": .text("x"), "n": .integer(1)]
  private let shown: RowFields = ["a": .text("x"), "n": .real(1), "b": .null]

  init() throws {
    verification = CreateVerification(
      resource: try MergeCatalog.resource(),
      settle: 30,
      skew: 120
    )
  }

  @Test
  func `one equal row of ours is adopted, however its numbers are written`() {
    #expect(verdicts([operation(1)], [row(7)]) == [1: .adopt(.integer(7))])
  }

  @Test
  func `a row that differs in what was sent is not ours`() {
    let other = row(7, ["a": .text("y"), "n": .real(1)])
    #expect(verdicts([operation(1)], [other]) == [1: .sendAgain])
  }

  @Test
  func `a row that lacks a column that was sent is not ours`() {
    #expect(verdicts([operation(1)], [row(7, ["a": .text("x")])]) == [1: .sendAgain])
  }

  @Test
  func `identical creates and as many rows pair off`() {
    let found = verdicts([operation(2), operation(1)], [row(8), row(7)])
    #expect(found == [1: .adopt(.integer(7)), 2: .adopt(.integer(8))])
  }

  @Test
  func `of identical creates with fewer rows, the rest is sent again`() {
    let found = verdicts([operation(1), operation(2), operation(3)], [row(7)])
    #expect(found == [1: .adopt(.integer(7)), 2: .sendAgain, 3: .sendAgain])
  }

  @Test
  func `creates that differ do not take each other's rows`() {
    let other = OperationCase.operation(2, values: ["a": .text("y")])
    let found = verdicts([operation(1), other], [row(7), row(8, ["a": .text("y")])])
    #expect(found == [1: .adopt(.integer(7)), 2: .adopt(.integer(8))])
  }

  @Test
  func `a create that sent less does not take the row of one that sent more`() {
    let more = OperationCase.operation(2, values: sent.merging(["b": .text("z")]) { $1 })
    let rowOfMore = row(7, shown.merging(["b": .text("z")]) { $1 })
    #expect(
      verdicts([operation(1), more], [rowOfMore]) == [1: .sendAgain, 2: .adopt(.integer(7))]
    )
  }

  @Test
  func `nothing found waits until the request can no longer commit`() {
    let operation = operation(1)
    let until = OperationCase.at(40)
    #expect(verdicts([operation], [], now: 39.9) == [1: .settle(until: until)])
    #expect(verdicts([operation], [], now: 40) == [1: .sendAgain])
  }

  @Test
  func `an attempt that a crash cut off counts from its beginning`() {
    let cut = OperationCase.operation(1, values: sent, endedAt: nil)
    #expect(verdicts([cut], [], now: 29) == [1: .settle(until: OperationCase.at(30))])
    #expect(verdicts([cut], [], now: 30) == [1: .sendAgain])
  }

  @Test
  func `a row that is there is adopted before the settle time is over`() {
    #expect(verdicts([operation(1)], [row(7)], now: 11) == [1: .adopt(.integer(7))])
  }

  @Test
  func `more rows than creates go to a person`() {
    #expect(
      verdicts([operation(1)], [row(8), row(7)]) == [1: .ask([.integer(7), .integer(8)])]
    )
    #expect(
      verdicts([operation(1), operation(2)], [row(7), row(8), row(9)])
        == [
          1: .ask([.integer(7), .integer(8), .integer(9)]),
          2: .ask([.integer(8), .integer(9), .integer(7)]),
        ]
    )
  }

  @Test
  func `a row that another receipt claims is taken`() {
    #expect(verdicts([operation(1)], [row(7)], claimed: [.integer(7)]) == [1: .sendAgain])
    #expect(
      verdicts([operation(1)], [row(7), row(8)], claimed: [.integer(7)])
        == [1: .adopt(.integer(8))]
    )
  }

  @Test
  func `a row that was held when the create was frozen is an older one`() {
    let frozen = OperationCase.operation(1, values: sent, held: [.integer(7)])
    #expect(verdicts([frozen], [row(7)]) == [1: .sendAgain])
    #expect(verdicts([frozen], [row(7), row(8)]) == [1: .adopt(.integer(8))])
  }

  @Test
  func `a colleague's equal row is not ours once our own name is proven`() {
    #expect(verdicts([operation(1)], [row(7, by: "kofi")]) == [1: .sendAgain])
    #expect(
      verdicts([operation(1)], [row(7, by: "kofi"), row(8)]) == [1: .adopt(.integer(8))]
    )
  }

  @Test
  func `before our name is proven, another name on an equal row goes to a person`() {
    #expect(
      verdicts([operation(1)], [row(7, by: "A. Uwase")], isProven: false)
        == [1: .ask([.integer(7)])]
    )
    #expect(verdicts([operation(1)], [row(7)], isProven: false) == [1: .adopt(.integer(7))])
  }

  @Test
  func `a row without a creator may be ours`() {
    #expect(verdicts([operation(1)], [row(7, by: nil)]) == [1: .adopt(.integer(7))])
  }

  @Test
  func `a row of ours that was changed before it was recognised goes to a person`() {
    let altered = OperationCase.row(7, ["a": .text("corrected"), "n": .real(1)], modifiedAt: 20)
    #expect(verdicts([operation(1)], [altered]) == [1: .ask([.integer(7)])])
    #expect(
      verdicts([operation(1)], [altered], now: 39) == [1: .settle(until: OperationCase.at(40))]
    )
    #expect(verdicts([operation(1)], [altered], claimed: [.integer(7)]) == [1: .sendAgain])
  }

  @Test
  func `before our name is proven, an altered row under another name must resemble what was sent`()
  {
    let half = OperationCase.row(
      7,
      ["a": .text("corrected"), "n": .real(1)],
      by: "A. Uwase",
      modifiedAt: 20
    )
    let stranger = OperationCase.row(
      8,
      ["a": .text("another"), "n": .real(2)],
      by: "A. Uwase",
      modifiedAt: 20
    )
    let ours = OperationCase.row(9, ["a": .text("z"), "n": .real(3)], modifiedAt: 20)
    #expect(verdicts([operation(1)], [half], isProven: false) == [1: .ask([.integer(7)])])
    #expect(verdicts([operation(1)], [stranger], isProven: false) == [1: .sendAgain])
    #expect(verdicts([operation(1)], [ours], isProven: false) == [1: .ask([.integer(9)])])
  }

  @Test
  func `what an outbox brought back is recognised as it was before an edit`() {
    let earlier: [Int64: [RowFields]] = [1: [["a": .text("old"), "n": .integer(1)]]]
    let old = row(7, ["a": .text("old"), "n": .real(1)])
    #expect(verdicts([operation(1)], [old], earlier: earlier) == [1: .adopt(.integer(7))])
    #expect(
      verdicts([operation(1)], [old, row(8)], earlier: earlier) == [1: .adopt(.integer(8))]
    )
    #expect(
      verdicts(
        [operation(1)],
        [old, row(8, ["a": .text("old"), "n": .real(1)])],
        earlier: earlier
      )
        == [1: .ask([.integer(7), .integer(8)])]
    )
    #expect(
      verdicts([operation(1)], [row(7, ["a": .text("z"), "n": .real(1)])], earlier: earlier)
        == [1: .sendAgain]
    )
  }

  @Test
  func `a row that another create is equal to is not taken for an earlier state of one`() {
    let earlier: [Int64: [RowFields]] = [1: [sent]]
    let edited = OperationCase.operation(1, values: ["a": .text("new"), "n": .integer(1)])
    #expect(
      verdicts([edited, operation(2)], [row(7)], earlier: earlier)
        == [1: .sendAgain, 2: .adopt(.integer(7))]
    )
  }

  // From the skew before the first attempt to settle and skew after the end of the last.
  static let edges: [(createdAt: Double, isInWindow: Bool)] = [
    (-120.1, false), (-120, true), (0, true), (10, true), (160, true), (160.1, false),
  ]

  @Test(arguments: edges)
  func `a row counts inside the window of the attempts only`(
    _ edge: (createdAt: Double, isInWindow: Bool)
  ) {
    let row = OperationCase.row(7, shown, createdAt: edge.createdAt)
    let expected: CreateVerdict = edge.isInWindow ? .adopt(.integer(7)) : .sendAgain
    #expect(verdicts([operation(1)], [row], now: 500) == [1: expected])
  }

  @Test
  func `without an end the window stays open`() {
    let cut = OperationCase.operation(1, values: sent, endedAt: nil)
    let late = OperationCase.row(7, shown, createdAt: 10_000)
    #expect(verdicts([cut], [late], now: 20_000) == [1: .adopt(.integer(7))])
  }

  private func operation(_ number: Int64) -> StoredOperation {
    OperationCase.operation(number, values: sent)
  }

  private func row(
    _ key: Int64,
    _ fields: RowFields? = nil,
    by creator: String? = "aline"
  ) -> RowFields {
    OperationCase.row(key, fields ?? shown, by: creator)
  }

  private func verdicts(
    _ unknowns: [StoredOperation],
    _ candidates: [RowFields],
    earlier: [Int64: [RowFields]] = [:],
    claimed: Set<RowKey> = [],
    isProven: Bool = true,
    now: Double = 100
  ) -> [Int64: CreateVerdict] {
    verification.verdicts(
      CreateEvidence(
        unknowns: unknowns,
        earlier: earlier,
        candidates: candidates,
        claimed: claimed,
        identities: ["aline"],
        isIdentityProven: isProven,
        now: OperationCase.at(now)
      )
    )
  }
}
