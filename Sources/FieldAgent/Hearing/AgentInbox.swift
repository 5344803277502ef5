package import SyncCore
import Synchronization

/// Where the watches put what they hear, and from where the agent takes it.
package final class AgentInbox: AgentEvents {
  private struct Box {
    var events: [AgentEvent] = []
    var waiter: CheckedContinuation<AgentEvent?, Never>?
    // Names the wait, so that the end of an older one does not end it.
    var number = 0
    // The last wait whose time is over, which can be before it has begun to wait.
    var over = 0
    var watches: [any AgentWatch] = []
  }

  private let box = Mutex(Box())
  private let clock: any RunClock

  /// An inbox that waits by that clock.
  package init(clock: any RunClock) {
    self.clock = clock
  }

  /// Puts an event in; from any thread.
  ///
  /// One that is there already is not put in twice.
  package func put(_ event: AgentEvent) {
    let waiter = box.withLock { box -> CheckedContinuation<AgentEvent?, Never>? in
      if let waiter = box.waiter {
        box.waiter = nil
        return waiter
      }
      if !box.events.contains(event) { box.events.append(event) }
      return nil
    }
    waiter?.resume(returning: event)
  }

  /// Asks this watch, too, when everything that has happened is wanted.
  package func add(_ watch: any AgentWatch) { box.withLock { $0.watches.append(watch) } }

  /// Waits for something to happen; nothing where that takes longer than so many seconds.
  package func next(within seconds: Double?) async -> AgentEvent? {
    let number = box.withLock { box in
      box.number += 1
      return box.number
    }
    let clock = clock
    let timer = seconds.map { seconds in
      Task { [weak self] in
        try await clock.sleep(seconds: seconds)
        self?.end(number)
      }
    }
    defer { timer?.cancel() }
    return await withCheckedContinuation { continuation in
      let (first, waits) = box.withLock { box -> (AgentEvent?, Bool) in
        guard box.events.isEmpty else { return (box.events.removeFirst(), false) }
        guard box.over < number else { return (nil, false) }
        box.waiter = continuation
        return (nil, true)
      }
      if !waits { continuation.resume(returning: first) }
    }
  }

  /// What has happened and was not taken yet, without waiting.
  package func takeAll() -> [AgentEvent] {
    // A watch may know already what its thread has not told yet.
    for watch in box.withLock({ $0.watches }) { watch.look() }
    return box.withLock { box in
      defer { box.events = [] }
      return box.events
    }
  }

  private func end(_ number: Int) {
    let waiter = box.withLock { box -> CheckedContinuation<AgentEvent?, Never>? in
      guard box.number == number else { return nil }
      box.over = number
      defer { box.waiter = nil }
      return box.waiter
    }
    waiter?.resume(returning: nil)
  }
}
