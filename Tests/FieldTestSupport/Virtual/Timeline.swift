package import CatalogModel
import Synchronization

/// Virtual time and the one thread on which everything in a simulation runs.
///
/// Tasks started on it run one job at a time in the order in which they became ready; time moves only
/// when no job is ready, to the moment of the next event. So a story depends on its seed alone,
/// whatever machine it runs on.
package final class Timeline: TaskExecutor, @unchecked Sendable {
  private struct Event {
    let time: NaiveTime
    let order: Int
    let action: @Sendable () -> Void
  }

  // `lock` guards everything below it.
  private let lock = Mutex(())
  private var jobs: [UnownedJob] = []
  private var events: [Event] = []
  private var order = 0
  private var current: NaiveTime
  private var lost: [UnsafeContinuation<Void, Never>] = []
  private var isOver = false

  /// A timeline that begins at a time.
  package init(start: NaiveTime) {
    current = start
  }

  /// The time now.
  package var now: NaiveTime { lock.withLock { _ in current } }

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    lock.withLock { _ in jobs.append(job) }
  }

  /// Does something so many seconds from now.
  package func after(_ seconds: Double, _ action: @escaping @Sendable () -> Void) {
    lock.withLock { _ in
      order += 1
      events.append(
        Event(
          time: current.advanced(bySeconds: max(0, seconds)),
          order: order,
          action: action
        )
      )
    }
  }

  /// Waits so many seconds of virtual time.
  package func sleep(seconds: Double) async {
    if lock.withLock({ _ in isOver }) { return }
    await withUnsafeContinuation { continuation in
      after(seconds) { continuation.resume() }
    }
  }

  /// Waits for the end of the story, as everything does that a dead laptop had under way.
  package func waitForEnd() async {
    await withUnsafeContinuation { continuation in
      let isOver = lock.withLock { _ in
        if !self.isOver { lost.append(continuation) }
        return self.isOver
      }
      if isOver { continuation.resume() }
    }
  }

  /// Ends the story: whatever waits goes on at once, to its own end, and holds no memory any more.
  ///
  /// What it does on its way is nobody's concern; a bound keeps it from going on for ever.
  package func end() {
    let lost = lock.withLock { _ in
      isOver = true
      defer { self.lost = [] }
      return self.lost
    }
    for continuation in lost { continuation.resume() }
    var left = 100_000
    run {
      left -= 1
      return left < 0
    }
  }

  /// Starts a task on this timeline.
  @discardableResult
  package func start(_ body: @escaping @Sendable () async -> Void) -> Task<Void, Never> {
    Task(executorPreference: self) { await body() }
  }

  /// Runs until nothing is ready and nothing is to come, or until `isDone` says so.
  package func run(until isDone: () -> Bool) {
    while !isDone() {
      if let job = nextJob() {
        job.runSynchronously(on: asUnownedTaskExecutor())
      } else if let event = nextEvent() {
        event()
      } else {
        return
      }
    }
  }

  private func nextJob() -> UnownedJob? {
    lock.withLock { _ in jobs.isEmpty ? nil : jobs.removeFirst() }
  }

  private func nextEvent() -> (@Sendable () -> Void)? {
    lock.withLock { _ in
      let next = events.indices.min {
        (events[$0].time, events[$0].order) < (events[$1].time, events[$1].order)
      }
      guard let next else { return nil }
      let event = events.remove(at: next)
      current = max(current, event.time)
      return event.action
    }
  }
}
