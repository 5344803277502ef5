import CatalogModel
import ReplicaStore
import Testing

@testable import SyncCore

struct GhostStepTests {
  private let now = NaiveTime(secondsSince1970: 1_000_000)

  private func ghosts(_ shown: Int, hidden: Int = 0, age: Double? = 0) -> [Ghost] {
    (0..<(shown + hidden)).map { number in
      Ghost(
        row: RowReference(resource: "rows", key: .integer(Int64(number))),
        seenAt: age.map { now.advanced(bySeconds: -$0) },
        isHidden: number >= shown
      )
    }
  }

  private func next(_ ghosts: [Ghost], of rows: Int, isAgreed: Bool = false) -> GhostStep {
    GhostStep.next(ghosts, of: rows, isAgreed: isAgreed, rest: 60, now: now)
  }

  private func keys(_ range: Range<Int64>) -> [RowKey] { range.map { .integer($0) } }

  @Test
  func `a few are asked for at once`() {
    #expect(next(ghosts(3), of: 10) == .confirm(keys(0..<3)))
  }

  @Test
  func `many wait for a person`() {
    #expect(next(ghosts(20), of: 50) == .wait(rows: 20, confirm: []))
    #expect(next(ghosts(20), of: 50, isAgreed: true) == .confirm(keys(0..<20)))
  }

  // A resource must not melt away a few rows at a time.
  @Test
  func `those that are hidden already count as well`() {
    #expect(next(ghosts(2, hidden: 20), of: 50) == .wait(rows: 2, confirm: []))
  }

  @Test(arguments: [(59.0, false), (60, true), (-1, true), (nil, true)] as [(Double?, Bool)])
  func `hidden ones are asked for again after their rest`(_ age: Double?, _ isAsked: Bool) {
    let step = next(ghosts(0, hidden: 2, age: age), of: 50)
    #expect(step == .confirm(isAsked ? keys(0..<2) : []))
  }
}
