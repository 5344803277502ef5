import CatalogModel
import Testing

@testable import SyncCore

struct LandmarkTests {
  @Test
  func `a walk that gets on passes`() {
    var landmark = Landmark()
    let passes = (1...10_000).map { landmark.isPassed(by: .integer($0)) }
    #expect(passes.allSatisfy { $0 })
  }

  @Test(arguments: [1, 2, 3, 7, 100], [0, 1, 5, 50])
  func `every circle is found, wherever it begins`(_ length: Int, _ before: Int) {
    var landmark = Landmark()
    var steps = 0
    var key = 0
    while steps < 10_000, landmark.isPassed(by: .text("k\(key)")) {
      steps += 1
      key += 1
      if key == before + length { key = before }
    }
    #expect(steps <= 3 * (before + length) + 3)
  }
}
