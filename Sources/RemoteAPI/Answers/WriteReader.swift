import CatalogModel

/// Says what a response to a write means.
///
/// An answer is the API's own success or error envelope with its content type; whatever else comes
/// leaves the outcome unknown.
struct WriteReader {
  /// What was sent.
  let write: RowWrite

  /// What is known after a response.
  func answer(to response: HTTPResponse) -> WriteAnswer {
    if write.expected != nil { return answerUnderCondition(response) }
    if case .delete(let key) = write.kind, isDeleted(key, response) { return .applied(nil) }
    guard (200..<300).contains(response.status) else {
      return Self.failure(response, missing: mayMiss)
    }
    guard let node = response.node, let fields = RowReader(resource: write.resource).row(node),
      fits(fields)
    else { return Self.unknown(.notTheAPI, response) }
    return .applied(fields)
  }

  // The server tells how many rows it has changed and shows none of them.
  private func answerUnderCondition(_ response: HTTPResponse) -> WriteAnswer {
    guard (200..<300).contains(response.status) else {
      return Self.failure(response, missing: false)
    }
    switch Self.changedRows(response) {
    case 0: return .overtaken
    case 1: return .applied(nil)
    default: return Self.unknown(.notTheAPI, response)
    }
  }

  // An API that lists its rows whole answers with words about the row in place of an empty body.
  private func isDeleted(_ key: RowKey, _ response: HTTPResponse) -> Bool {
    // The API names its type even where it says nothing; a proxy or a portal that says nothing does not.
    if response.status == 204 { return response.isJSON && response.body.isEmpty }
    guard write.resource.lists == .whole, response.status == 200, let node = response.node,
      let fields = RowReader(resource: write.resource).row(node)
    else { return false }
    return fields.key(in: write.resource)?.wireText == key.wireText
  }

  private var mayMiss: Bool { write.kind != .create }

  // A server counts from 1 up, and never as far as the keys that only this laptop gives.
  private func isGiven(_ key: RowKey) -> Bool {
    guard case .integer(let number) = key else { return true }
    return number > 0 && !key.isProvisional
  }

  private func fits(_ fields: RowFields) -> Bool {
    switch write.kind {
    case .create: fields.key(in: write.resource).map(isGiven) ?? false
    case .update(let key): fields.key(in: write.resource)?.wireText == key.wireText
    case .delete: false
    }
  }
}

extension WriteReader {
  /// How many rows a change by a search has changed; nothing where it does not say.
  static func changedRows(_ response: HTTPResponse) -> Int64? {
    guard case .integer(let count)? = response.node?["num_modified"] else { return nil }
    return count
  }

  /// What is known after a status that is no success.
  static func failure(_ response: HTTPResponse, missing mayMiss: Bool) -> WriteAnswer {
    let status = response.status
    if status == 408 || status == 429 || status >= 500 {
      return unknown(.status(status), response)
    }
    guard (400..<500).contains(status), let node = response.node, ErrorEnvelope.isEnvelope(node)
    else {
      return unknown(.notTheAPI, response)
    }
    if status == 404, mayMiss { return .missing }
    return .refused(ErrorEnvelope(node).refusal(status: status))
  }

  /// What is known where no answer came.
  static func unknown(_ error: TransportError) -> UnknownOutcome {
    UnknownOutcome(reason: .noAnswer(error.code))
  }

  /// What is known where something came that settles nothing.
  static func unknown(_ reason: UnknownOutcome.Reason, _ response: HTTPResponse) -> WriteAnswer {
    .unknown(
      UnknownOutcome(
        reason: reason,
        retryAfter: response.retryAfter,
        status: response.status,
        words: response.words
      )
    )
  }
}
