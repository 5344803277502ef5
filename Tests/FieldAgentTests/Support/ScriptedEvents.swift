import FieldAgent
import Synchronization

/// Events at certain seconds of a virtual clock; the last is followed by a stop.
final class ScriptedEvents: AgentEvents {
  private let clock: VirtualTime
  private let script: Mutex<[(at: Double, event: AgentEvent)]>

  init(_ clock: VirtualTime, _ script: [(at: Double, event: AgentEvent)]) {
    self.clock = clock
    self.script = Mutex(script)
  }

  func next(within seconds: Double?) async -> AgentEvent? {
    let end = seconds.map { clock.uptime() + $0 } ?? .infinity
    let next = script.withLock { script -> (at: Double, event: AgentEvent)? in
      guard let first = script.first else { return (clock.uptime(), .stop) }
      guard first.at <= end else { return nil }
      return script.removeFirst()
    }
    clock.advance(by: max(0, (next?.at ?? end) - clock.uptime()))
    return next?.event
  }

  func takeAll() -> [AgentEvent] {
    script.withLock { script in
      let past = script.prefix { $0.at <= clock.uptime() }
      script.removeFirst(past.count)
      return past.map(\.event)
    }
  }
}
