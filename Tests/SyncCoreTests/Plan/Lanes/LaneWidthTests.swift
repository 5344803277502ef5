import Testing

@testable import SyncCore

struct LaneWidthTests {
  @Test(arguments: [(nil, 4), (0.6, 4), (3, 4), (3.1, 1), (30, 1)] as [(Double?, Int)])
  func `a link is as wide as its fastest answer says`(_ roundTrip: Double?, _ lanes: Int) {
    #expect(LaneWidth(maximum: 4, roundTrip: roundTrip).allowed == lanes)
  }

  @Test
  func `one answer that does not come leaves one lane, and answers open them again one by one`() {
    var width = LaneWidth(maximum: 4, roundTrip: 0.6)
    #expect(width.failed(askedAt: 1, at: 11) == 1)
    #expect(width.allowed == 1)
    var steps: [Int] = []
    for _ in 0..<12 {
      width.answered(after: 0.6)
      steps.append(width.allowed)
    }
    #expect(steps == [1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 4])
  }

  @Test
  func `lanes that were under way together fail together`() {
    var width = LaneWidth(maximum: 4, roundTrip: 0.6)
    #expect(width.failed(askedAt: 1, at: 11) == 1)
    #expect(width.failed(askedAt: 2, at: 12) == 1)
    #expect(width.failed(askedAt: 10.9, at: 21) == 1)
    #expect(width.failed(askedAt: 11, at: 21) == 2)
    width.answered(after: 0.6)
    #expect(width.failed(askedAt: 30, at: 40) == 1)
  }

  @Test
  func `answers that take long open no lane`() {
    var width = LaneWidth(maximum: 4, roundTrip: 9)
    for _ in 0..<50 { width.answered(after: 8) }
    #expect(width.allowed == 1)
  }
}
