import CatalogModel
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

struct LoadPlanTests {
  /// Ways in which keys lie.
  enum Space: CaseIterable {
    case dense, holes, sparse, twoIslands, clusters, stragglers

    func keys(_ random: SeededRandom) -> [Int64] {
      switch self {
      case .dense: return Array(1...5_000)
      case .holes: return (1...8_000).filter { _ in random.chance(0.6) }
      case .sparse: return Array(Set((1...3_000).map { _ in Int64(random.fraction() * 1e14) }))
      case .twoIslands: return Array(1...2_500) + Array(1_000_000_000...1_000_002_500)
      case .clusters: return (0..<25).flatMap { base in (1...200).map { base * 10_000_000 + $0 } }
      case .stragglers: return Array(1...4_000) + [1_000_000, 50_000_000, 9_000_000_000]
      }
    }
  }

  @Test(arguments: Space.allCases, [50, 100, 1_000])
  func `every key comes once, and nearly every page is full`(_ space: Space, _ cap: Int) throws {
    let random = SeededRandom(seed: 7, name: "\(space) \(cap)")
    let keys = space.keys(random)
    var server = LoadServer(keys: keys, cap: cap)
    try load(&server, plan: rest(of: keys), pageSize: cap, width: 5, random)
    #expect(server.given.count == keys.count, "nothing twice")
    #expect(Set(server.given) == Set(keys), "nothing missing")
    let least = keys.count / cap + 1
    // Deserts are crossed in doubling steps; each cluster's edge costs a few questions more.
    let most = space == .clusters ? least * 2 + 25 * 12 : least * 3 / 2 + 60
    #expect(server.requests <= most, "\(server.requests) questions for \(least) pages")
  }

  @Test(arguments: 1...20)
  func `killed anywhere, a load asks again only for what was under way`(_ seed: UInt64) throws {
    let random = SeededRandom(seed: seed, name: "kill")
    let spaces = Space.allCases
    let keys = spaces[Int(seed) % spaces.count].keys(random)
    var server = LoadServer(keys: keys, cap: 100)
    var remaining = [KeySpan(first: 1, rows: keys.count)]
    var kills = 0
    while kills < 40 {
      var plan = LoadPlan(remaining, numbering: .integers)
      let isDone = try load(&server, plan: &plan, pageSize: 100, width: 4, random, deadly: 0.1)
      remaining = plan.remaining
      kills += 1
      if isDone { break }
      // What is kept is text.
      remaining = remaining.compactMap { KeySpan($0.description) }
    }
    var plan = LoadPlan(remaining, numbering: .integers)
    try load(&server, plan: &plan, pageSize: 100, width: 4, random)
    #expect(Set(server.given) == Set(keys), "nothing missing")
    #expect(server.given.count == keys.count, "what was stored is never asked for again")
  }

  @Test
  func `a page smaller than asked for is no end`() throws {
    let random = SeededRandom(seed: 1, name: "cut")
    let keys = Array(Int64(1)...3_000)
    var server = LoadServer(keys: keys, cap: 40)
    try load(&server, plan: rest(of: keys), pageSize: 500, width: 3, random)
    #expect(server.given.sorted() == keys)
  }

  @Test
  func `rows announced that never come lead nowhere`() throws {
    var plan = LoadPlan([KeySpan(first: 1, below: 9, rows: 5)], numbering: .integers)
    let next = plan.next(pageSize: 10)
    let span = try #require(next)
    let isEmptyUseful = plan.took(span, rows: 0, last: nil, count: 5)
    #expect(!isEmptyUseful)
    let isOutsideUseful = plan.took(span, rows: 1, last: .integer(40), count: 5)
    #expect(!isOutsideUseful)
    #expect(!plan.isDone)
  }

  @Test
  func `a range without an answer is asked for again`() throws {
    var plan = LoadPlan([KeySpan(first: 1, below: 9, rows: 5)], numbering: .integers)
    let next = plan.next(pageSize: 10)
    let span = try #require(next)
    let none = plan.next(pageSize: 10)
    #expect(none == nil)
    plan.returned(span)
    let again = plan.next(pageSize: 10)
    #expect(again == span)
  }

  @Test
  func `bounds at the ends of what a number can be do no harm`() {
    var plan = LoadPlan(
      [KeySpan(first: .min, below: .max, rows: 1_000_000)],
      numbering: .integers
    )
    let spans = (1...50).compactMap { _ in plan.next(pageSize: 1) }
    #expect(spans.count == 50)
  }

  private func rest(of keys: [Int64]) -> LoadPlan {
    LoadPlan([KeySpan(first: 1, rows: keys.count)], numbering: .integers)
  }

  private func load(
    _ server: inout LoadServer,
    plan: LoadPlan,
    pageSize: Int,
    width: Int,
    _ random: SeededRandom
  ) throws {
    var plan = plan
    try load(&server, plan: &plan, pageSize: pageSize, width: width, random)
  }

  // Several ranges are under way; any of them is answered next, or everything ends.
  @discardableResult
  private func load(
    _ server: inout LoadServer,
    plan: inout LoadPlan,
    pageSize: Int,
    width: Int,
    _ random: SeededRandom,
    deadly: Double = 0
  ) throws -> Bool {
    var underWay: [KeySpan] = []
    while !plan.isDone {
      while underWay.count < width, let span = plan.next(pageSize: pageSize) {
        underWay.append(span)
      }
      if random.chance(deadly) { return false }
      let span = underWay.remove(at: Int(random.fraction() * Double(underWay.count)))
      let isUseful = server.answer(span, pageSize: pageSize, to: &plan)
      try #require(isUseful)
      try #require(server.requests < 100_000)
    }
    return true
  }
}
