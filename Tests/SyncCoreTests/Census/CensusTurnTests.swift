import CatalogModel
import Testing

@testable import SyncCore

struct CensusTurnTests {
  private let now = NaiveTime(secondsSince1970: 1_000_000)

  @Test(
    arguments: [
      (false, 60.0, 3), (true, nil, 3), (true, 60, 1), (true, 3_599, 1), (true, 3_600, 3),
      (true, -60, 1), (true, -3_600, 3),
    ] as [(Bool, Double?, Int)]
  )
  func `frugal runs that follow each other closely count one resource each`(
    _ isFrugal: Bool,
    _ age: Double?,
    _ expected: Int
  ) {
    let last = age.map { now.advanced(bySeconds: -$0) }
    #expect(
      CensusTurn.resources(inRun: 3, isFrugal: isFrugal, last: last, now: now) == expected
    )
  }

  @Test
  func `a run that counts nothing counts nothing`() {
    #expect(CensusTurn.resources(inRun: 0, isFrugal: true, last: now, now: now) == 0)
  }
}
