import CatalogModel
import RemoteAPI
import ReplicaStore
import Testing

@testable import SyncCore

struct PullCursorTests {
  private let resource: Resource
  private let earlier = NaiveTime(secondsSince1970: 1_000)
  private let later = NaiveTime(secondsSince1970: 2_000)

  init() throws { resource = try MergeCatalog.resource() }

  @Test
  func `a resource is loaded once along its keys, then rests at the watermark`() {
    var cursor = PullCursor().started(at: earlier, inTwoStreams: false)
    #expect(query(cursor) == "")
    cursor = cursor.advanced(past: .integer(10), isLast: false)
    #expect(query(cursor) == "id gt 10")
    cursor = cursor.advanced(past: .integer(20), isLast: true)
    #expect(cursor == PullCursor(stage: .rest, watermark: earlier))
    #expect(cursor.query(for: resource, pageSize: 5, lag: 0) == nil)
  }

  @Test
  func `after that, rows created or modified since the watermark, with one question`() {
    var cursor = PullCursor(stage: .rest, watermark: earlier)
      .started(at: later, inTwoStreams: false)
    let since = "(created_at ge 1970-01-01T00:16:40 or modified_at ge 1970-01-01T00:16:40)"
    #expect(query(cursor) == since)
    cursor = cursor.advanced(past: .integer(7), isLast: false)
    #expect(query(cursor) == "\(since); id gt 7")
    cursor = cursor.advanced(past: .integer(9), isLast: true)
    #expect(cursor == PullCursor(stage: .rest, watermark: later))
  }

  @Test
  func `or, with two, rows created and then rows modified`() {
    var cursor = PullCursor(stage: .rest, watermark: earlier)
      .started(at: later, inTwoStreams: true)
    #expect(query(cursor) == "created_at ge 1970-01-01T00:16:40")
    cursor = cursor.advanced(past: .integer(7), isLast: false)
    #expect(query(cursor) == "created_at ge 1970-01-01T00:16:40; id gt 7")
    cursor = cursor.advanced(past: .integer(9), isLast: true)
    #expect(query(cursor) == "modified_at ge 1970-01-01T00:16:40")
    cursor = cursor.advanced(past: .integer(3), isLast: false)
    #expect(query(cursor) == "modified_at ge 1970-01-01T00:16:40; id gt 3")
    cursor = cursor.advanced(past: nil, isLast: true)
    #expect(cursor == PullCursor(stage: .rest, watermark: later))
  }

  @Test
  func `what lies behind the watermark by the lag is asked for again`() {
    let cursor = PullCursor(stage: .rest, watermark: later)
      .started(at: later, inTwoStreams: true)
    let query = cursor.query(for: resource, pageSize: 5, lag: 1_000)
    #expect(
      query?.filters == [.compare("created_at", .greaterOrEqual, .text("1970-01-01T00:16:40"))]
    )
  }

  @Test
  func `news half read by one question is read again from the start by two`() {
    let cursor = PullCursor(
      stage: .news,
      watermark: earlier,
      nextWatermark: later,
      lastKey: .integer(5)
    )
    #expect(cursor.started(at: later, inTwoStreams: false) == cursor)
    #expect(
      cursor.started(at: later, inTwoStreams: true)
        == PullCursor(stage: .creates, watermark: earlier, nextWatermark: later)
    )
  }

  static let halfway: [PullCursor] = [
    PullCursor(
      stage: .load,
      nextWatermark: NaiveTime(secondsSince1970: 1_000),
      lastKey: .integer(5)
    ),
    PullCursor(
      stage: .creates,
      watermark: NaiveTime(secondsSince1970: 500),
      nextWatermark: NaiveTime(secondsSince1970: 1_000),
      lastKey: .integer(5)
    ),
    PullCursor(
      stage: .updates,
      watermark: NaiveTime(secondsSince1970: 500),
      nextWatermark: NaiveTime(secondsSince1970: 1_000),
      lastKey: .integer(5)
    ),
  ]

  @Test(arguments: halfway)
  func `a walk that stopped goes on where it was, towards the watermark it began with`(
    _ cursor: PullCursor
  ) {
    #expect(cursor.started(at: later, inTwoStreams: false) == cursor)
  }

  @Test
  func `a load that has stored nothing yet takes the watermark of its first question`() {
    let cursor = PullCursor().started(at: later, inTwoStreams: false)
    #expect(cursor == PullCursor(stage: .load, nextWatermark: later))
  }

  @Test(arguments: halfway)
  func `an empty page in the middle does not lose the place`(_ cursor: PullCursor) {
    #expect(cursor.advanced(past: nil, isLast: false) == cursor)
  }

  // Bulk imports share one stamp: a walk by stamp would lose rows at the edge of a page.
  @Test(arguments: halfway)
  func `every stage is walked by key, so equal stamps lose nothing`(_ cursor: PullCursor) {
    let query = cursor.query(for: resource, pageSize: 50, lag: 0)
    #expect(query?.order == [RowOrder("id")])
    #expect(query?.filters.last == .compare("id", .greater, .integer(5)))
    #expect(query?.pageSize == 50)
    #expect(query?.page == 1)
  }

  private func query(_ cursor: PullCursor) -> String? {
    cursor.query(for: resource, pageSize: 5, lag: 0)?.filters.map(word).joined(separator: "; ")
  }

  private func word(_ filter: RowFilter) -> String {
    switch filter {
    case .compare(let column, let comparison, let value):
      "\(column) \(comparison.rawValue) \(value)"
    case .any(let filters): "(\(filters.map(word).joined(separator: " or ")))"
    default: "?"
    }
  }
}
