import CatalogModel
import FieldTestSupport
import RemoteAPI
import Testing

@testable import ReplicaStore
@testable import SyncCore

struct PullWalkTests {
  private let laptop: Laptop
  private let sizing = PageSizing(beginningWith: 200, maximum: 1_000)

  init() throws { laptop = try Laptop(isLoaded: false) }

  // A full page whose count says that this was all, and whose number of pages says that it was not.
  @Test
  func `counts that contradict each other end no range`() throws {
    let cursor = PullCursor(stage: .load, spans: [KeySpan(first: 1, below: 11, rows: 5)])
    var walk = PullWalk(try laptop.table("repairs"), from: cursor, sizing: sizing)
    let asked = walk.next(number: 0, lag: 0)
    let question = try #require(asked)
    let step = walk.took(page(2, through: 2, of: 2, pages: 3), for: question)
    guard case .moved(let next) = step else {
      Issue.record("the walk goes on")
      return
    }
    #expect(next.stage == .load)
    #expect(next.spans?.first?.first == 3)
    #expect(next.spans?.last?.below == 11)
  }

  @Test(arguments: [(4, 1), (2, 3)])
  func `nor a walk from key to key`(_ count: Int, _ pages: Int) throws {
    let cursor = PullCursor(stage: .news, nextWatermark: laptop.clock.now())
    var walk = PullWalk(try laptop.table("repairs"), from: cursor, sizing: sizing)
    let asked = walk.next(number: 0, lag: 0)
    let question = try #require(asked)
    _ = walk.took(page(2, through: 2, of: count, pages: pages), for: question)
    #expect(!walk.isOver)
    let nextQuestion = walk.next(number: 0, lag: 0)
    let next = try #require(nextQuestion)
    #expect(next.after == .integer(2))
    let end = walk.took(page(0, through: nil, of: 0, pages: 0), for: next)
    #expect(end != .lost)
    #expect(walk.isOver)
  }

  @Test
  func `rows announced of which none come lead nowhere`() throws {
    let cursor = PullCursor(stage: .news, nextWatermark: laptop.clock.now())
    var walk = PullWalk(try laptop.table("repairs"), from: cursor, sizing: sizing)
    let asked = walk.next(number: 0, lag: 0)
    let question = try #require(asked)
    let end = walk.took(page(0, through: nil, of: 7, pages: 1), for: question)
    #expect(end == .lost)
  }

  @Test
  func `a server that cuts the pages of one resource is asked for long ones of the others`() throws
  {
    let walks = try ["repairs", "product_notes"].map { name in
      let cursor = PullCursor(stage: .news, nextWatermark: laptop.clock.now())
      return PullWalk(try laptop.table(name), from: cursor, sizing: sizing)
    }
    var board = PullBoard(
      walks,
      width: FlightWidth(maximum: 1),
      pagesAtOnce: 1,
      sizing: sizing,
      lag: 0
    )
    let firstQuestion = board.next()
    let first = try #require(firstQuestion)
    board.arrived(answer(first))
    _ = board.took(page(1, through: 1, of: 2, pages: 2), for: answer(first))
    let secondQuestion = board.next()
    let second = try #require(secondQuestion)
    #expect(second.resource.name == "repairs")
    #expect(second.query.pageSize == 1)
    board.arrived(answer(second))
    _ = board.took(page(1, through: 2, of: 1, pages: 1), for: answer(second))
    let thirdQuestion = board.next()
    let third = try #require(thirdQuestion)
    #expect(third.resource.name == "product_notes")
    #expect(third.query.pageSize >= 200)
  }

  @Test
  func `all news is asked for at once, pages of a load a few at a time`() throws {
    let stages: [(String, PullCursor.Stage)] = [
      ("repairs", .load), ("products", .load), ("part_types", .load), ("product_notes", .news),
      ("shops", .news), ("hubs", .news), ("entities", .news),
    ]
    let walks = try stages.map { name, stage in
      let cursor = PullCursor(stage: stage, nextWatermark: laptop.clock.now())
      return PullWalk(try laptop.table(name), from: cursor, sizing: sizing)
    }
    var board = PullBoard(
      walks,
      width: FlightWidth(maximum: 6),
      pagesAtOnce: 2,
      sizing: sizing,
      lag: 0
    )
    var questions: [PullQuestion] = []
    while let question = board.next() { questions.append(question) }
    let asked = questions.map(\.resource.name)
    #expect(asked == ["repairs", "products", "product_notes", "shops", "hubs", "entities"])
    board.arrived(answer(questions[0]))
    let next = board.next()
    #expect(next?.resource.name == "part_types")
  }

  private func page(_ rows: Int, through last: Int64?, of count: Int, pages: Int) -> IngestedPage {
    var page = IngestedPage()
    page.rows = rows
    page.firstKey = last.map { .integer($0 - Int64(rows) + 1) }
    page.lastKey = last.map { .integer($0) }
    page.numResults = count
    page.totalPages = pages
    return page
  }

  private func answer(_ question: PullQuestion) -> PullAnswer {
    PullAnswer(
      question: question,
      result: .failure(.init(code: .unreadable, subject: "")),
      askedAt: laptop.clock.now(),
      answeredAt: laptop.clock.now(),
      uptimes: 0...0.1
    )
  }
}
