import CatalogModel
import FieldAgent
import SyncCore
import Testing

struct AgentPolicyTests {
  private let pace = AgentPace(backoff: Backoff(first: 5, limit: 300))

  private func policy(at now: Double = 0) -> AgentPolicy {
    AgentPolicy(pace: pace, isPaused: false, at: now)
  }

  private func report(
    _ verdict: RunVerdict = .reached,
    waiting: Int = 0,
    applied: Int = 0,
    retryAfter: Double? = nil
  ) -> RunReport {
    var report = RunReport(exitCode: 0, answer: nil)
    report.verdict = verdict
    report.waiting = waiting
    report.applied = applied
    report.retryAfter = retryAfter
    return report
  }

  @Test func `an agent begins with a run and then waits a quarter of an hour`() {
    var policy = policy()
    #expect(policy.step(at: 0) == .run)
    policy.ran(report(), hearing: [], at: 3, random: 0.5)
    #expect(policy.step(at: 3) == .wait(seconds: 900))
    #expect(policy.step(at: 903) == .run)
  }

  @Test func `many laptops do not come at one time`() {
    let waits = [0.0, 0.999].map { random in
      var policy = policy()
      policy.ran(report(), hearing: [], at: 0, random: random)
      return policy.due ?? 0
    }
    #expect(waits[0] == 810)
    #expect((988...990).contains(waits[1]))
  }

  @Test(arguments: [RunVerdict.unreachable, .stranger, .failed])
  func `what fails is tried ever less often, and a good run ends that`(_ verdict: RunVerdict) {
    var policy = policy()
    let waits = (0..<9).map { _ in
      policy.ran(report(verdict), hearing: [], at: 100, random: 1)
      return (policy.due ?? 0) - 100
    }
    #expect(waits == [5, 10, 20, 40, 80, 160, 300, 300, 300])
    #expect(policy.failuresInRow == 9)
    policy.ran(report(), hearing: [], at: 100, random: 0.5)
    #expect(policy.failuresInRow == 0)
    policy.ran(report(verdict), hearing: [], at: 100, random: 1)
    #expect(policy.due == 105)
  }

  @Test func `a server that asks for a pause gets it`() {
    var policy = policy()
    policy.ran(report(.unreachable, retryAfter: 1_200), hearing: [], at: 0, random: 0.3)
    #expect(policy.due == 1_200)
  }

  @Test func `a network that comes makes a run within two seconds, whatever failed before`() {
    var policy = policy()
    policy.heard(.network(isUp: false), at: 0)
    for _ in 0..<8 { policy.ran(report(.unreachable), hearing: [], at: 0, random: 1) }
    #expect(policy.due == 300)
    policy.heard(.network(isUp: true), at: 10)
    #expect(policy.due == 10.5)
    #expect(policy.failuresInRow == 0)
  }

  @Test func `a network that was there all the time makes no run`() {
    var policy = policy()
    policy.heard(.network(isUp: true), at: 0)
    policy.ran(report(), hearing: [], at: 1, random: 0.5)
    policy.heard(.network(isUp: true), at: 2)
    #expect(policy.due == 901)
  }

  @Test func `a network that came during a run that failed makes another`() {
    var policy = policy()
    policy.ran(
      report(.unreachable),
      hearing: [.network(isUp: false), .network(isUp: true)],
      at: 50,
      random: 1
    )
    #expect(policy.due == 50.5)
  }

  @Test func `what the system says first is no news, and spares a server that asked for a pause`() {
    var policy = policy()
    policy.ran(
      report(.unreachable, retryAfter: 1_200),
      hearing: [.network(isUp: true)],
      at: 0,
      random: 1
    )
    #expect(policy.due == 1_200)
    #expect(policy.failuresInRow == 1)
  }

  @Test func `edits go together, soon, and only where something can be reached`() {
    var policy = policy()
    policy.ran(report(), hearing: [], at: 0, random: 0.5)
    policy.heard(.edited, at: 100)
    policy.heard(.edited, at: 101)
    #expect(policy.due == 102)
    policy.ran(report(.unreachable), hearing: [], at: 103, random: 1)
    policy.heard(.edited, at: 104)
    #expect(policy.due == 108)
  }

  @Test func `what a run writes into the outbox makes no run without end`() {
    var policy = policy()
    policy.ran(report(), hearing: [.edited], at: 0, random: 0.5)
    // It may have been an edit in the run's last moments.
    #expect(policy.step(at: 2) == .look)
    policy.saw(waiting: 0, at: 2)
    #expect(policy.due == 900)
    policy.ran(report(), hearing: [.edited], at: 0, random: 0.5)
    policy.saw(waiting: 1, at: 2)
    #expect(policy.step(at: 2) == .run)
    policy.ran(report(waiting: 1), hearing: [.edited], at: 0, random: 0.5)
    #expect(policy.due == 2)
    // What the second run did not send either waits for a person.
    policy.ran(report(waiting: 1), hearing: [.edited], at: 3, random: 0.5)
    #expect(policy.due == 903)
  }

  @Test func `edits during runs that send go on being sent`() {
    var policy = policy()
    policy.ran(report(waiting: 1, applied: 1), hearing: [.edited], at: 0, random: 0.5)
    policy.ran(report(waiting: 2, applied: 1), hearing: [.edited], at: 3, random: 0.5)
    #expect(policy.due == 5)
  }

  @Test func `without a log-in it waits for one`() {
    var policy = policy()
    policy.ran(report(.loginNeeded), hearing: [], at: 0, random: 0.5)
    #expect(policy.step(at: 100_000) == .wait(seconds: nil))
    policy.heard(.edited, at: 100_000)
    #expect(policy.step(at: 100_010) == .wait(seconds: nil))
    policy.heard(.loggedIn, at: 100_020)
    #expect(policy.step(at: 100_021) == .run)
  }

  @Test func `without a replica it waits for one`() {
    var policy = policy()
    policy.ran(report(.notSetUp), hearing: [.homeChanged], at: 0, random: 0.5)
    // The last of what was removed may have been told after the run had found nothing.
    #expect(policy.due == 0.5)
    policy.ran(report(.notSetUp), hearing: [], at: 1, random: 0.5)
    #expect(policy.step(at: 100_000) == .wait(seconds: nil))
    policy.heard(.homeChanged, at: 100_020)
    #expect(policy.step(at: 100_021) == .run)
  }

  @Test func `a run that logs itself in makes no run without end`() {
    var policy = policy()
    policy.ran(report(), hearing: [.loggedIn], at: 0, random: 0.5)
    #expect(policy.due == 900)
    policy.ran(report(.failed), hearing: [.loggedIn], at: 0, random: 1)
    policy.ran(report(.failed), hearing: [.loggedIn], at: 0, random: 1)
    #expect(policy.due == 10)
    // Its own log-in did not help; one by a person in the meantime may, so it is tried, ever less often.
    policy.ran(report(.loginNeeded), hearing: [.loggedIn], at: 0, random: 1)
    #expect(policy.due == 20)
    policy.ran(report(.loginNeeded), hearing: [.loggedIn], at: 0, random: 1)
    #expect(policy.due == 40)
  }

  @Test func `a folder that went away ends it`() {
    var policy = policy()
    policy.heard(.homeGone, at: 0)
    #expect(policy.step(at: 0) == .stop)
  }

  @Test func `another run at work and a lost answer bring it back soon`() {
    var policy = policy()
    policy.ran(report(.busy), hearing: [], at: 0, random: 0)
    #expect(policy.due == 5)
    policy.ran(report(.unanswered), hearing: [], at: 0, random: 0)
    #expect(policy.due == 35)
  }

  @Test func `paused, it runs for nothing; going on, it runs`() {
    var policy = AgentPolicy(pace: pace, isPaused: true, at: 0)
    #expect(policy.step(at: 0) == .wait(seconds: nil))
    policy.heard(.network(isUp: true), at: 1)
    #expect(policy.step(at: 5) == .wait(seconds: nil))
    policy.heard(.paused(false), at: 6)
    #expect(policy.step(at: 6) == .run)
    policy.ran(report(), hearing: [.paused(true)], at: 7, random: 0.5)
    #expect(policy.step(at: 10_000) == .wait(seconds: nil))
  }

  @Test func `told to stop it stops, also in the middle of a run`() {
    var policy = policy()
    policy.ran(report(), hearing: [.stop], at: 0, random: 0.5)
    #expect(policy.step(at: 0) == .stop)
  }
}
