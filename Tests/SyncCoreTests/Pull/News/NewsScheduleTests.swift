import CatalogModel
import Testing

@testable import SyncCore

struct NewsScheduleTests {
  typealias Candidate = NewsSchedule.Candidate

  private let start = NaiveTime(secondsSince1970: 1_000_000)
  private let resources: [Resource]

  init() throws {
    resources = try CatalogLoader.bundled().resources.filter(\.isReplicatedByDefault)
  }

  @Test
  func `runs each quarter of an hour ask little, and everything at least daily`() {
    let schedule = NewsSchedule(room: SyncSettings.newsOfDefaultScope)
    var asked = Dictionary(uniqueKeysWithValues: resources.map { ($0.name, start) })
    var longest: [Tier: Double] = [:]
    var questions = 0
    for run in 1...192 {
      let now = start.advanced(bySeconds: Double(run) * 900)
      let due = schedule.due(candidates(asked), at: now)
      #expect(due.count <= SyncSettings.newsOfDefaultScope)
      questions += due.count
      for name in due {
        guard let tier = resources.first(where: { $0.name == name })?.tier, let last = asked[name]
        else { continue }
        let waited = now.secondsSince1970 - last.secondsSince1970
        longest[tier] = max(longest[tier] ?? 0, waited)
        asked[name] = now
      }
    }
    // A greeting and a count come with each run.
    #expect(questions / 2 + 96 * 2 <= 1_200)
    #expect(asked.values.allSatisfy { $0 > start.advanced(bySeconds: 86_400) })
    #expect(longest[.run, default: 0] < 2 * 3_600)
    #expect(longest[.hour, default: 0] < 4 * 3_600)
    #expect(longest[.day, default: 0] < 22 * 3_600)
  }

  @Test
  func `what a technician works on is asked in every run`() {
    let asked = Dictionary(uniqueKeysWithValues: resources.map { ($0.name, start) })
    let due = NewsSchedule(room: 1).due(candidates(asked), at: start.advanced(bySeconds: 1))
    #expect(Set(due).isSuperset(of: ["repairs", "product_notes", "alerts", "products"]))
    #expect(due.first == "repairs")
    #expect(due.count == 8, "one other has its turn even where there is no room")
  }

  @Test
  func `after a day of silence everything is asked, whatever the room`() {
    let asked = Dictionary(uniqueKeysWithValues: resources.map { ($0.name, start) })
    let due = NewsSchedule(room: 10).due(candidates(asked), at: start.advanced(bySeconds: 86_400))
    #expect(due.count == resources.count)
  }

  @Test
  func `after a night of silence only what changes daily may wait`() {
    let asked = Dictionary(uniqueKeysWithValues: resources.map { ($0.name, start) })
    let due = Set(
      NewsSchedule(room: 10).due(candidates(asked), at: start.advanced(bySeconds: 8 * 3_600))
    )
    #expect(resources.allSatisfy { $0.tier == .day || due.contains($0.name) })
    #expect(due.count < resources.count)
  }

  @Test(arguments: [nil, NaiveTime(secondsSince1970: 2_000_000)])
  func `a resource never asked, or asked in the future, is due`(_ time: NaiveTime?) {
    var asked = Dictionary(uniqueKeysWithValues: resources.map { ($0.name, start) })
    asked["part_types"] = time
    let now = start.advanced(bySeconds: 60)
    #expect(NewsSchedule(room: 1).due(candidates(asked), at: now).contains("part_types"))
  }

  @Test
  func `without a bound everything is asked, most urgent first`() {
    let asked = Dictionary(uniqueKeysWithValues: resources.map { ($0.name, start) })
    let due = NewsSchedule(room: nil).due(candidates(asked), at: start)
    #expect(due.count == resources.count)
    #expect(due.prefix(3) == ["repairs", "alerts", "product_notes"])
  }

  private func candidates(_ asked: [String: NaiveTime]) -> [Candidate] {
    resources.map {
      Candidate(name: $0.name, tier: $0.tier, urgency: $0.urgency, askedAt: asked[$0.name])
    }
  }
}
