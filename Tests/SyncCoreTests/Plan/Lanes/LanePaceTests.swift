import Testing

@testable import SyncCore

struct LanePaceTests {
  private func pace(answer: Double, keeping: Double) -> LanePace {
    var pace = LanePace()
    pace.answered(after: answer)
    pace.kept(within: keeping)
    return pace
  }

  @Test
  func `nothing is frozen ahead before anything is known`() {
    var pace = LanePace()
    #expect(pace.reserve(of: 4).count == 0)
    pace.kept(within: 0.01)
    #expect(pace.reserve(of: 4).count == 0)
  }

  @Test(
    arguments: [
      (0.6, 0.004, 0), (0.02, 0.004, 0), (0.004, 0.004, 8), (0.001, 0.004, 32), (0, 0.004, 0),
    ] as [(Double, Double, Int)]
  )
  func `as much is frozen ahead as is answered while one transaction lasts, twice`(
    _ answer: Double,
    _ keeping: Double,
    _ count: Int
  ) {
    let reserve = pace(answer: answer, keeping: keeping).reserve(of: 4)
    #expect(reserve.count == count)
    #expect(reserve.low == count / 2)
  }

  @Test
  func `a link that became slow is known after a few answers`() {
    var pace = pace(answer: 0.001, keeping: 0.004)
    for _ in 1...3 { pace.answered(after: 1) }
    #expect(pace.reserve(of: 4).count == 0)
  }
}
