import FieldAgent
import Synchronization
import Testing

struct AgentTests {
  // The middle of what chance can do.
  private let half: @Sendable () -> UInt64 = { 1 << 63 }

  private func live(
    _ verdicts: [RunVerdict],
    _ script: [(at: Double, event: AgentEvent)],
    waiting: Int? = nil,
    clockSet seconds: Double = 0
  ) async -> (runs: [Double], news: [AgentNews]) {
    let clock = VirtualTime()
    let runner = ScriptedRunner(clock, verdicts, waiting: waiting)
    var news: [AgentNews] = []
    var agent = Agent(
      pace: AgentPace(),
      isPaused: false,
      events: ScriptedEvents(clock, script),
      runner: runner,
      clock: clock,
      random: half,
      tell: {
        news.append($0)
        clock.set(on: seconds)
      }
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
    for waiting in [nil, 1] {
      let (runs, _) = await live(
        [.reached],
        [(100, .edited), (100.5, .edited), (200, .stop)],
        waiting: waiting
      )
      #expect(runs == [0, 102])
    }
  }

  @Test func `what a run by hand wrote into the outbox is no reason for another`() async {
    let (runs, _) = await live([.reached], [(100, .edited), (950, .stop)], waiting: 0)
    #expect(runs == [0, 901])
  }

  @Test(arguments: [-31_536_000.0, -60, 3_600, 31_536_000])
  func `a clock that somebody sets keeps no run from its time`(_ seconds: Double) async {
    let script: [(at: Double, event: AgentEvent)] = [(2_000, .edited), (86_400, .stop)]
    let (runs, _) = await live([.reached], script)
    #expect(await live([.reached], script, clockSet: seconds).runs == runs)
    #expect(runs.count > 90)
  }

  @Test func `what happens during a run is told, too`() async {
    let (_, news) = await live([.reached], [(0.5, .network(isUp: true)), (60, .stop)])
    #expect(news.contains(.heard(.network(isUp: true))))
  }

  @Test func `what it waits for is told`() async {
    let (_, news) = await live([.loginNeeded, .reached], [(50, .homeChanged), (60, .stop)])
    #expect(news.contains(.waiting(seconds: nil)))
    #expect(news.contains(.heard(.homeChanged)))
    #expect(news.count(where: { $0 == .running }) == 2)
  }
}
