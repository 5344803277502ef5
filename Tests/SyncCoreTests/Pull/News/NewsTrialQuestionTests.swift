import CatalogModel
import RemoteAPI
import Testing

@testable import SyncCore

/// The question of the trial, put to databases that compare times as times, and as text.
struct NewsTrialQuestionTests {
  /// How a database keeps times, and so what it compares.
  enum Form: CaseIterable {
    case times, textWithSpace, textWithMicroseconds

    func stored(_ time: String) -> String {
      switch self {
      case .times: time
      case .textWithSpace: time.replacing("T", with: " ")
      case .textWithMicroseconds: time.replacing("T", with: " ") + ".000000"
      }
    }
  }

  private let filters: [RowFilter]

  init() throws {
    let time = try #require(NaiveTime("2026-03-02T08:00:00"))
    let sample = StampSample(resource: try MergeCatalog.resource(), key: .integer(7), time: time)
    filters = try #require(NewsTrial.filters(sample))
  }

  // The second row has a stamp in the future, as whoever set a clock wrong leaves it.
  private func count(_ form: Form) -> Int {
    let rows: [RowFields] = [
      [
        "id": .integer(7), "created_at": .text(form.stored("2026-03-01T07:00:00")),
        "modified_at": .text(form.stored("2026-03-02T08:00:00")),
      ],
      [
        "id": .integer(8), "created_at": .text(form.stored("2031-01-01T00:00:00")),
        "modified_at": .null,
      ],
    ]
    return rows.count { row in filters.allSatisfy { holds($0, row) } }
  }

  @Test
  func `a database that reads the times finds the row`() {
    #expect(count(.times) == 1)
  }

  @Test(arguments: [Form.textWithSpace, .textWithMicroseconds])
  func `one that compares texts finds none, though another row lies in the future`(_ form: Form) {
    #expect(count(form) == 0)
  }

  private func holds(_ filter: RowFilter, _ row: RowFields) -> Bool {
    switch filter {
    case .any(let filters): return filters.contains { holds($0, row) }
    case .all(let filters): return filters.allSatisfy { holds($0, row) }
    case .compare(let column, let comparison, let value):
      guard let own = row[column], !own.isNull else { return false }
      let (left, right) = ("\(own)", "\(value)")
      switch comparison {
      case .equal: return left == right
      case .greaterOrEqual: return left >= right
      case .less: return left < right
      case .lessOrEqual: return left <= right
      case .greater: return left > right
      default: return false
      }
    default: return false
    }
  }
}
