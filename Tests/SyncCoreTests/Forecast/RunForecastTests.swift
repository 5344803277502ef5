import RemoteAPI
import Testing

@testable import SyncCore

/// What a run would cost, from what earlier ones measured.
struct RunForecastTests {
  static let memory = LinkMemory(
    roundTrip: 0.5,
    rate: 1_000,
    requestBytes: 800,
    rowBytes: ["products": 100, "parts": 50],
    newsPerHour: 6
  )

  private func forecast(
    _ questions: [RunForecast.Question],
    operations: Int = 0,
    hours: Double? = 2,
    memory: LinkMemory = Self.memory
  ) -> RunForecast {
    RunForecast(
      questions,
      operations: operations,
      censuses: 1,
      hours: hours,
      memory: memory,
      settings: SyncSettings(firstPageSize: 200, questionsAtOnce: 5)
    )
  }

  private static let news = (1...10).map {
    RunForecast.Question(resource: "r\($0)", isLoading: false)
  }

  @Test func `news is what an hour brought, and answers come five at a time`() {
    let forecast = forecast(Self.news, operations: 2)
    // Greeting, two operations read and sent, a count; ten questions.
    #expect(forecast.requests == 1 + 4 + 1 + 10)
    #expect(forecast.rows == 12)
    #expect(forecast.bytes == 16 * 800 + 12 * 75)
    // Six in turn and two rounds of five, half a second each, and the bytes.
    #expect(forecast.seconds == 8 * 0.5 + Double(16 * 800 + 12 * 75) / 1_000)
    #expect(forecast.uncounted.isEmpty)
  }

  @Test func `a load costs its rows`() {
    let forecast = forecast([
      RunForecast.Question(resource: "products", isLoading: true, toLoad: 1_000)
    ])
    #expect(forecast.rows == 1_000)
    #expect(forecast.requests == 2 + 1 + 5)
    #expect(forecast.bytes == 8 * 800 + 100_000)
  }

  @Test func `what was never counted is named and nothing is made up`() {
    let forecast = forecast([
      RunForecast.Question(resource: "products", isLoading: true, toLoad: 10),
      RunForecast.Question(resource: "parts", isLoading: true),
    ])
    #expect(forecast.rows == nil)
    #expect(forecast.bytes == nil)
    #expect(forecast.seconds == nil)
    #expect(forecast.uncounted == ["parts"])
  }

  @Test func `without a measurement there is no time`() {
    let blank = forecast(Self.news, memory: LinkMemory())
    #expect(blank.rows == nil)
    #expect(blank.seconds == nil)
    #expect(forecast(Self.news, hours: nil).rows == nil)
  }

  @Test func `a travelling laptop is followed, and what a run did not measure stays`() {
    var memory = Self.memory
    memory.learn(from: LinkMemory(roundTrip: 1.5, rowBytes: ["parts": 150, "shops": 9]))
    #expect(memory.roundTrip == 1)
    #expect(memory.rate == 1_000)
    #expect(memory.rowBytes == ["products": 100, "parts": 100, "shops": 9])
  }

  @Test func `what is kept is what is read`() {
    #expect(LinkMemory(parsing: Self.memory.text) == Self.memory)
    #expect(LinkMemory(parsing: "nonsense") == LinkMemory())
    #expect(LinkMemory(parsing: #"{"rate": -1, "round_trip": "x"}"#) == LinkMemory())
  }

  @Test func `short answers tell the round trip, full flights the rate`() {
    var sample = LinkSample()
    sample.took(bytes: 700, seconds: 0.6)
    sample.took(bytes: 500, seconds: 0.7)
    sample.took(bytes: 90_000, seconds: 0.1)
    sample.flew(bytes: 1_000, seconds: 1)
    sample.flew(bytes: 64_000, seconds: 8)
    let memory = sample.memory(PullTally(), Traffic(), news: (rows: 3, hours: 0.1))
    #expect(memory.roundTrip == 0.6)
    #expect(memory.rate == 8_000)
    #expect(memory.newsPerHour == nil)
    #expect(sample.memory(PullTally(), Traffic(), news: (rows: 3, hours: 0.5)).newsPerHour == 6)
  }

  @Test func `a tally counts what was read, and tells of it now and then`() {
    var tally = PullTally()
    let first = tally.took(rows: 50, bytes: 5_000, of: "parts", left: 150, uptimes: 10...12)
    #expect(first.fraction == 0.25)
    #expect(first.rate == 2_500)
    #expect(first.secondsLeft == 6)
    #expect(!first.isMilestone)
    let second = tally.took(rows: 50, bytes: 5_000, of: "parts", left: 100, uptimes: 12...16)
    #expect(second.rows == 100)
    #expect(second.isMilestone)
    let third = tally.took(rows: 50, bytes: 5_000, of: "parts", left: 50, uptimes: 16...18)
    #expect(!third.isMilestone)
    let last = tally.took(rows: 50, bytes: 5_000, of: "parts", left: 0, uptimes: 18...18.5)
    #expect(last.isDone && last.isMilestone)
    #expect(last.secondsLeft == nil)
    #expect(tally.rowBytes == ["parts": 100])
  }
}
