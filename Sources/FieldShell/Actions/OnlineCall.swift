import CatalogModel
import RemoteAPI
import ReplicaStore

/// An action that runs at once or not at all; what it reads is kept, to be read again without signal.
struct OnlineCall {
  let action: Action
  let values: RowFields
  let session: Session

  /// The server's answer, or the last one where it cannot be reached.
  ///
  /// - Throws: ``ShellError`` where there is neither; ``RemoteError`` where the session is the reason.
  func answer(held isHeldAsked: Bool, _ replica: Replica) async throws -> Answer {
    if isHeldAsked { return try held(replica) }
    let server = try session.server()
    let call = ActionCall(action, values)
    let result: ActionResult
    do {
      result = try await session.interruptible { try await server.perform(call) }
    } catch let error as RemoteError {
      guard action.isRead, ShellError.exit(for: error.code) == .offline,
        var answer = try? held(replica)
      else { throw error }
      answer.warnings.append(.remote(error))
      answer.codes = [.offline]
      return answer
    }
    return try keep(result, replica)
  }

  private func keep(_ result: ActionResult, _ replica: Replica) throws -> Answer {
    switch result.answer {
    case .done(let node):
      let kept = KeptAnswer(
        answer: node,
        answeredAt: result.serverTime ?? session.context.clock(),
        user: try replica.read { try $0.author() }
      )
      if action.isRead {
        try replica.write(by: .engine) { try $0.keep(kept, to: action, values) }
      }
      let shown = try session.shownValues()
      return CallPage.answer(action, values, kept, isHeld: false, shown)
    case .missing: throw ShellError(.notFound, .actionMissing(action.name))
    case .refused(let refusal):
      throw ShellError(
        .refusedAction,
        .actionRefused(action.name, refusal.wholeWords),
        exit: .refused
      )
    case .unknown: throw ShellError(.unanswered, .actionUnanswered(action.name), exit: .offline)
    }
  }

  private func held(_ replica: Replica) throws -> Answer {
    let (kept, author) = try replica.read { reader in
      (try reader.keptAnswer(to: action, values), try reader.author())
    }
    // Another account may be allowed to see more.
    guard let kept, kept.user == author else {
      throw ShellError(.notFound, .answerNotHeld(action.name))
    }
    return CallPage.answer(action, values, kept, isHeld: true, try session.shownValues())
  }
}

extension ActionCall {
  /// A call with what was typed.
  init(_ action: Action, _ values: RowFields) {
    let parameter = action.subject?.parameter
    let key = parameter.flatMap { values[$0] }.flatMap { RowKey($0) }
    self.init(
      action: action,
      parameters: parameter.flatMap { name in key.map { [name: $0] } } ?? [:],
      payload: values.reduce(into: [:]) { payload, value in
        guard value.key != parameter, !value.value.isNull else { return }
        payload[value.key] = JSONNode(value.value)
      }
    )
  }
}
