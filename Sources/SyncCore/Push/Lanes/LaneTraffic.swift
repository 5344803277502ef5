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
    var reserve = LaneReserve(0)
    var isDue = false
    var taker: CheckedContinuation<[LaneAnswer], Never>?

    /// What a lane that became free asks next; it ends where that is nothing.
    mutating func next() -> LaneQuestion? {
      if underWay <= lanes, !ready.isEmpty { return ready.removeFirst() }
      underWay -= 1
      return nil
    }

    /// The answers so far where they have to be kept now.
    mutating func answersDue() -> [LaneAnswer]? {
      let isLow = ready.count <= reserve.low || lanes == 0
      guard underWay == 0 || (!answers.isEmpty && (isDue || isLow)) else { return nil }
      defer { (answers, isDue) = ([], false) }
      return answers
    }
  }

  private let state = Mutex(State())

  /// Questions that have not come back as answers that were taken: those under way, and those ready.
  var outstanding: Int { state.withLock { $0.underWay + $0.ready.count } }

  /// Adds questions whose operations are frozen, and lets lanes go on.
  ///
  /// - Parameters:
  ///   - questions: what may leave, in order.
  ///   - lanes: how many may be under way; none where everything has to wait.
  ///   - reserve: when the answers that came are wanted, although more is ready.
  /// - Returns: questions that each need a lane of their own now, through ``carry(_:to:clock:)``.
  func offer(
    _ questions: [LaneQuestion],
    lanes: Int,
    _ reserve: LaneReserve
  ) -> [LaneQuestion] {
    state.withLock { state in
      state.ready += questions
      (state.lanes, state.reserve) = (lanes, reserve)
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

  /// Waits until answers have to be kept, and takes all there are; none where nothing is under way.
  ///
  /// They have to be kept when little is ready, when one of them brings something unforeseen or was long
  /// in coming, and when no more will come.
  func take() async -> [LaneAnswer] {
    await withCheckedContinuation { continuation in
      let answers = state.withLock { state -> [LaneAnswer]? in
        if let answers = state.answersDue() { return answers }
        state.taker = continuation
        return nil
      }
      if let answers { continuation.resume(returning: answers) }
    }
  }

  // Puts an answer down, and takes what the lane asks next.
  private func put(_ answer: LaneAnswer) -> LaneQuestion? {
    let (next, taker, answers) = state.withLock { state in
      state.answers.append(answer)
      // What is unforeseen may change what was to follow: the run's task decides anew.
      if !answer.isPlain { state.lanes = 0 }
      if answer.seconds > state.reserve.longestAnswer { state.isDue = true }
      let next = state.next()
      guard let taker = state.taker, let answers = state.answersDue() else {
        return (next, nil as CheckedContinuation<[LaneAnswer], Never>?, [LaneAnswer]())
      }
      state.taker = nil
      return (next, taker, answers)
    }
    taker?.resume(returning: answers)
    return next
  }
}
