import CatalogModel
import Testing

@testable import SyncCore

/// How many questions go side by side, and when the link is given up.
struct FlightWidthTests {
  private func time(_ seconds: Double) -> Double { seconds }

  @Test func `questions that time out together are one failure`() {
    var width = FlightWidth(maximum: 5)
    let together = (0..<5).map { _ in width.failed(askedAt: time(0), at: time(60)) }
    #expect(together == [1, 1, 1, 1, 1])
    #expect(width.allowed == 2)
    let narrower = (0..<2).map { _ in width.failed(askedAt: time(60), at: time(120)) }
    #expect(narrower == [2, 2])
    #expect(width.allowed == 1)
    let last = width.failed(askedAt: time(120), at: time(180))
    #expect(last == 3)
  }

  @Test func `fewer questions are under way on a bad link, and slowly more again`() {
    var width = FlightWidth(maximum: 6)
    #expect(width.allowed == 6)
    let inRow = [
      width.failed(askedAt: time(0), at: time(60)), width.failed(askedAt: time(60), at: time(120)),
    ]
    #expect(inRow == [1, 2])
    #expect(width.allowed == 1)
    width.answered()
    #expect(width.allowed == 2)
    let afterAnswer = width.failed(askedAt: time(130), at: time(190))
    #expect(afterAnswer == 1, "an answer ends the row of failures")
    for _ in 1...40 { width.answered() }
    #expect(width.allowed == 6)
  }
}
