import CatalogModel
import RemoteAPI

extension RunContext {
  /// Asks the server for an action, and disbelieves an answer that was given before it was asked.
  ///
  /// - Returns: the answer, or the error that concerns this action only.
  /// - Throws: ``RunInterruption`` where the run cannot go on; the action had no effect then.
  func perform(
    _ call: ActionCall
  ) async throws(RunInterruption) -> Result<ActionResult, RemoteError> {
    let (clock, askedAt) = (serverClock, now)
    let answer = try await ask(isWrite: true) { () async throws(RemoteError) in
      try await server.perform(call)
    }
    return answer.map { result in
      clock.predates(result.serverTime, askedAt: askedAt) ? result.ofAnother : result
    }
  }
}
