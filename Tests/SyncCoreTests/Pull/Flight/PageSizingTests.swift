import Testing

@testable import SyncCore

struct PageSizingTests {
  @Test
  func `quick pages grow to what is allowed`() {
    var sizing = PageSizing(beginningWith: 200, maximum: 1_000)
    for _ in 1...5 {
      sizing.answered(asked: sizing.size, rows: sizing.size, hasMore: true, bytes: 1, seconds: 0.1)
    }
    #expect(sizing.size == 1_000)
  }

  @Test
  func `a page that took ten seconds is followed by one of three`() {
    var sizing = PageSizing(beginningWith: 200, maximum: 1_000)
    sizing.answered(asked: 200, rows: 200, hasMore: true, bytes: 1, seconds: 10)
    #expect(sizing.size == 60)
    sizing.answered(asked: 60, rows: 60, hasMore: true, bytes: 1, seconds: 1_000)
    #expect(sizing.size == 20, "slow pages are worth their request all the same")
  }

  @Test
  func `pages that the server cuts are asked for no longer than it gives`() {
    var sizing = PageSizing(beginningWith: 200, maximum: 1_000)
    sizing.answered(asked: 200, rows: 100, hasMore: true, bytes: 1, seconds: 0.1)
    sizing.answered(asked: 100, rows: 100, hasMore: true, bytes: 1, seconds: 0.1)
    #expect(sizing.size == 100)
  }

  @Test
  func `rows of a hundred kilobytes come ten at a time`() {
    var sizing = PageSizing(beginningWith: 200, maximum: 1_000)
    sizing.answered(asked: 200, rows: 200, hasMore: true, bytes: 200 << 17, seconds: 0.1)
    #expect(sizing.size == 8)
  }

  @Test
  func `a short last page says nothing`() {
    var sizing = PageSizing(beginningWith: 200, maximum: 1_000)
    sizing.answered(asked: 200, rows: 3, hasMore: false, bytes: 1, seconds: 0.1)
    sizing.answered(asked: 200, rows: 0, hasMore: false, bytes: 1, seconds: 0.1)
    #expect(sizing.size == 200)
  }

  @Test
  func `pages without an answer shrink to one row, and no further`() {
    var sizing = PageSizing(beginningWith: 3, maximum: 1_000)
    let isSmaller = sizing.failed()
    #expect(isSmaller)
    #expect(sizing.size == 1)
    let isSmallerStill = sizing.failed()
    #expect(!isSmallerStill)
  }
}
