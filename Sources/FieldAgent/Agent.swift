package import SyncCore

/// Waits for reasons to run and runs, until it is told to end.
///
/// A run is another process (``SyncRunner``), so that an agent that waits holds neither the replica nor
/// its lock nor memory for either, and a run that dies takes nobody with it.
package struct Agent {
  private var policy: AgentPolicy
  private let events: any AgentEvents
  private let runner: any SyncRunner
  private let clock: any RunClock
  private let random: @Sendable () -> UInt64
  private let tell: (AgentNews) async -> Void

  /// An agent that begins with a run.
  ///
  /// `tell` hears of every change of what the agent is at, from the agent's own task.
  package init(
    pace: AgentPace,
    isPaused: Bool,
    events: any AgentEvents,
    runner: any SyncRunner,
    clock: any RunClock,
    random: @escaping @Sendable () -> UInt64,
    tell: @escaping (AgentNews) async -> Void
  ) {
    policy = AgentPolicy(pace: pace, isPaused: isPaused, at: clock.uptime())
    self.events = events
    self.runner = runner
    self.clock = clock
    self.random = random
    self.tell = tell
  }

  /// Lives until an event tells it to stop; a run that is under way is ended first.
  package mutating func live() async {
    await tell(.began)
    while true {
      switch policy.step(at: clock.uptime()) {
      case .stop: return await tell(.ended)
      case .run: await run()
      case .look: await look()
      case .wait(let seconds):
        await tell(.waiting(seconds: seconds))
        if let event = await events.next(within: seconds) {
          policy.heard(event, at: clock.uptime())
          await tell(.heard(event))
        }
      }
    }
  }

  private mutating func look() async {
    let status = await runner.status()
    policy.saw(waiting: status?.unsent, at: clock.uptime())
  }

  private mutating func run() async {
    await tell(.running)
    let report = await runner.run()
    // 53 bits are what a Double can tell apart.
    let share = Double(random() >> 11) / Double(1 << 53)
    let heard = events.takeAll()
    for event in heard { await tell(.heard(event)) }
    policy.ran(report, hearing: heard, at: clock.uptime(), random: share)
    await tell(.ran(report, failures: policy.failuresInRow))
  }
}
