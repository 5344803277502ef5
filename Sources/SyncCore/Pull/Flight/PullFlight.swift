import CatalogModel
import RemoteAPI
import Synchronization

/// Where those who ask the server and the one who writes the replica meet.
///
/// Several tasks ask; one takes all that has come in the meantime and stores it in one transaction.
/// So the link is busy while the disk is, a slow link commits each page as it comes, and a fast one
/// as many together as came while the last were written.
final class PullFlight: Sendable {
  private struct State {
    var board: PullBoard
    var askers: [CheckedContinuation<PullQuestion?, Never>] = []
    var writer: CheckedContinuation<[PullAnswer]?, Never>?
    var isClosed = false
  }

  private let state: Mutex<State>
  private let limits: RunLimits

  /// A flight that begins nothing new once the limits are reached.
  init(_ board: PullBoard, limits: RunLimits) {
    state = Mutex(State(board: board))
    self.limits = limits
  }

  /// Asks one question after another until there is none left.
  func ask(_ server: RemoteServer, clock: any RunClock) async {
    while let question = await next() {
      let (askedAt, start) = (clock.now(), clock.uptime())
      let result: Result<RemotePage, RemoteError>
      do throws(RemoteError) {
        result = .success(
          try await server.rows(of: question.resource, matching: question.query)
        )
      } catch {
        result = .failure(error)
      }
      let answer = PullAnswer(
        question: question,
        result: result,
        askedAt: askedAt,
        answeredAt: clock.now(),
        uptimes: start...max(start, clock.uptime())
      )
      change { $0.board.arrived(answer) }
    }
  }

  /// Waits for answers, or a pause that was asked for, and takes all answers there are; nothing when the
  /// pull is over.
  func arrivals() async -> [PullAnswer]? {
    await withCheckedContinuation { continuation in
      change { $0.writer = continuation }
    }
  }

  /// Changes the board, and wakes whoever that concerns.
  func withBoard<Value: Sendable>(_ body: (inout PullBoard) -> Value) -> Value {
    change { body(&$0.board) }
  }

  /// Ends the flight: nobody waits any more.
  func close() { change { $0.isClosed = true } }

  private func next() async -> PullQuestion? {
    await withCheckedContinuation { continuation in
      change { $0.askers.append(continuation) }
    }
  }

  private func change<Value: Sendable>(_ body: (inout State) -> Value) -> Value {
    let isOut = limits.areReached
    let (value, actions) = state.withLock { state in
      let value = body(&state)
      if isOut { state.board.stop() }
      return (value, self.wake(&state))
    }
    // Resumed outside the lock, so that nobody runs into it.
    for action in actions { action() }
    return value
  }

  private func wake(_ state: inout State) -> [@Sendable () -> Void] {
    var actions: [@Sendable () -> Void] = []
    if let writer = state.writer {
      if state.isClosed || state.board.isOver {
        state.writer = nil
        actions.append { writer.resume(returning: nil) }
      } else if !state.board.arrivals.isEmpty || state.board.pause != nil {
        let arrivals = state.board.takeArrivals()
        state.writer = nil
        actions.append { writer.resume(returning: arrivals) }
      }
    }
    while !state.askers.isEmpty {
      if state.isClosed {
        let asker = state.askers.removeFirst()
        actions.append { asker.resume(returning: nil) }
      } else if limits.leaveRoom(beside: state.board.underWay),
        let question = state.board.next()
      {
        let asker = state.askers.removeFirst()
        actions.append { asker.resume(returning: question) }
      } else {
        break
      }
    }
    return actions
  }
}
