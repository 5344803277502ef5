import RemoteAPI
import Synchronization

/// Questions that may leave, and answers that came, between the run's task and the lanes.
///
/// A lane whose answer brings nothing unforeseen takes the next question by itself: the run's task may be
/// busy with keeping what came before.
final class LaneTraffic: Sendable {
  private struct State {
    var ready: [LaneQuestion] = []
    var answers: [LaneAnswer] = []
    var underWay = 0
    var lanes = 0
    var taker: CheckedContinuation<[LaneAnswer], Never>?
  }

  private let state = Mutex(State())

  /// Questions that have not come back as answers that were taken: those under way, and those ready.
  var outstanding: Int { state.withLock { $0.underWay + $0.ready.count } }

  /// Adds questions whose operations are frozen, and lets lanes go on.
  ///
  /// - Parameters:
  ///   - questions: what may leave, in order.
  ///   - lanes: how many may be under way; none where everything has to wait.
  /// - Returns: questions that each need a lane of their own now, through ``carry(_:to:clock:)``.
  func offer(_ questions: [LaneQuestion], lanes: Int) -> [LaneQuestion] {
    state.withLock { state in
      state.ready += questions
      state.lanes = lanes
      let leaving = Array(state.ready.prefix(max(0, lanes - state.underWay)))
      state.ready.removeFirst(leaving.count)
      state.underWay += leaving.count
      return leaving
    }
  }

  /// Takes back what is ready and has not left, which is certain; nothing leaves until more is offered.
  func recall() -> [LaneQuestion] {
    state.withLock { state in
      defer { (state.ready, state.lanes) = ([], 0) }
      return state.ready
    }
  }

  /// One lane: asks a question, then whatever is ready, until nothing is.
  func carry(_ first: LaneQuestion, to server: RemoteServer, clock: any RunClock) async {
    var question: LaneQuestion? = first
    while let asked = question { question = put(await asked.ask(server, clock: clock)) }
  }

  /// Waits until there is an answer, and takes all there are; none where nothing is under way.
  func take() async -> [LaneAnswer] {
    await withCheckedContinuation { continuation in
      let answers = state.withLock { state -> [LaneAnswer]? in
        if state.answers.isEmpty, state.underWay > 0 {
          state.taker = continuation
          return nil
        }
        defer { state.answers = [] }
        return state.answers
      }
      if let answers { continuation.resume(returning: answers) }
    }
  }

  // Puts an answer down, and takes what the lane asks next.
  private func put(_ answer: LaneAnswer) -> LaneQuestion? {
    let (taker, next) = state.withLock { state in
      // What is unforeseen may change what was to follow: the run's task decides anew.
      if !answer.isPlain { state.lanes = 0 }
      var next: LaneQuestion?
      if state.underWay <= state.lanes, !state.ready.isEmpty {
        next = state.ready.removeFirst()
      } else {
        state.underWay -= 1
      }
      guard let taker = state.taker else {
        state.answers.append(answer)
        return (nil as CheckedContinuation<[LaneAnswer], Never>?, next)
      }
      state.taker = nil
      return (taker, next)
    }
    taker?.resume(returning: [answer])
    return next
  }
}
