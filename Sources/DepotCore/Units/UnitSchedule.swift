import CatalogModel
import Synchronization

/// Which units were called and when each of them will connect.
///
/// It lives in memory: a call on its way is lost when the server stops, as a text message can be.
final class UnitSchedule: Sendable {
  fileprivate struct State {
    var answerDelay: Double?
    var wakeupDelay: Double?
    /// Units that take their own time, or never answer.
    var delays: [String: Double?] = [:]
    var due: [String: NaiveTime] = [:]
  }

  private let state: Mutex<State>

  init(_ settings: DepotSettings) {
    state = Mutex(
      State(answerDelay: settings.unitAnswerDelay, wakeupDelay: settings.wakeupDelay)
    )
  }

  /// Calls a unit over the connection that it keeps open.
  func call(_ imei: String, at now: NaiveTime) {
    state.withLock { $0.expect(imei, at: now, after: $0.answerDelay) }
  }

  /// Calls a unit by a text message.
  func wake(_ imei: String, at now: NaiveTime) {
    state.withLock { $0.expect(imei, at: now, after: $0.wakeupDelay) }
  }

  /// Lets one unit answer after its own time, or never.
  func setDelay(of imei: String, to seconds: Double?) {
    state.withLock { $0.delays[imei] = .some(seconds) }
  }

  /// Takes out the units whose time has come, the earliest first.
  func takeDue(_ now: NaiveTime) -> [(imei: String, time: NaiveTime)] {
    state.withLock { state in
      guard !state.due.isEmpty else { return [] }
      let ready = state.due.filter { $0.value <= now }
      for imei in ready.keys { state.due[imei] = nil }
      return ready.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
        .map { (imei: $0.key, time: $0.value) }
    }
  }
}

extension UnitSchedule.State {
  /// A unit that was called twice connects once, at the earlier of the two times.
  fileprivate mutating func expect(_ imei: String, at now: NaiveTime, after usual: Double?) {
    guard let delay = delays[imei] ?? usual else { return }
    let time = now.advanced(bySeconds: delay)
    due[imei] = min(due[imei] ?? time, time)
  }
}
