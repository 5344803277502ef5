import Synchronization

/// Where answers wait for the one who keeps them.
final class LaneArrivals: Sendable {
  private struct State {
    var answers: [LaneAnswer] = []
    var taker: CheckedContinuation<[LaneAnswer], Never>?
  }

  private let state = Mutex(State())

  /// Puts an answer down, from any task.
  func put(_ answer: LaneAnswer) {
    let taker = state.withLock { state -> CheckedContinuation<[LaneAnswer], Never>? in
      guard let taker = state.taker else {
        state.answers.append(answer)
        return nil
      }
      state.taker = nil
      return taker
    }
    taker?.resume(returning: [answer])
  }

  /// Waits until there is an answer, and takes all there are.
  func take() async -> [LaneAnswer] {
    await withCheckedContinuation { continuation in
      let answers = state.withLock { state -> [LaneAnswer] in
        let answers = state.answers
        state.answers = []
        if answers.isEmpty { state.taker = continuation }
        return answers
      }
      if !answers.isEmpty { continuation.resume(returning: answers) }
    }
  }
}
