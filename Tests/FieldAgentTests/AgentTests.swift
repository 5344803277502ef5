import FieldAgent
import Synchronization
import Testing

struct AgentTests {
  // The middle of what chance can do.
  private let half: @Sendable () -> UInt64 = { 1 << 63 }

  private func live(
    _ verdicts: [RunVerdict],
    _ script: [(at: Double, event: AgentEvent)]
  ) async -> (runs: [Double], news: [AgentNews]) {
    let clock = VirtualTime()
    let runner = ScriptedRunner(clock, verdicts)
    var news: [AgentNews] = []
    var agent = Agent(
      pace: AgentPace(),
      isPaused: false,
      events: ScriptedEvents(clock, script),
      runner: runner,
      clock: clock,
      random: half,
      tell: { news.append($0) }
    )
    await agent.live()
    return (runner.times, news)
  }

  @Test func `a day without news is a run each quarter of an hour`() async {
    let (runs, news) = await live([.reached], [(86_400, .stop)])
    #expect(runs.count == 96)
    #expect(runs.prefix(3) == [0, 901, 1_802])
    #expect(news.first == .began)
    #expect(news.last == .ended)
  }

  @Test func `signal that comes for twenty seconds after hours without is used at once`() async {
    let (runs, _) = await live(
      Array(repeating: .unreachable, count: 57) + [.reached],
      [(0, .network(isUp: false)), (10_000, .network(isUp: true)), (10_020, .stop)]
    )
    #expect(runs.count(where: { $0 >= 10_000 }) >= 1)
    #expect(runs.first { $0 >= 10_000 } == 10_000.5)
    // Hours without signal cost a trial each few minutes.
    #expect(runs.count(where: { $0 < 10_000 }) < 80)
  }

  @Test func `an edit is sent two seconds later`() async {
    let (runs, _) = await live([.reached], [(100, .edited), (100.5, .edited), (200, .stop)])
    #expect(runs == [0, 102])
  }

  @Test func `what it waits for is told`() async {
    let (_, news) = await live([.loginNeeded, .reached], [(50, .homeChanged), (60, .stop)])
    #expect(news.contains(.waiting(seconds: nil)))
    #expect(news.contains(.heard(.homeChanged)))
    #expect(news.count(where: { $0 == .running }) == 2)
  }
}
