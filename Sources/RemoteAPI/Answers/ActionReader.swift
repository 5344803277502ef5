import CatalogModel

/// Says what a response to an action means; the same rules as for a write, with the envelope that
/// actions answer in.
struct ActionReader {
  /// What was asked for.
  let action: Action

  /// Whether the action only reads.
  var isRead: Bool { action.isRead }

  /// What is known after a response.
  func answer(to response: HTTPResponse) -> ActionAnswer {
    guard (200..<300).contains(response.status) else {
      return switch WriteReader.failure(response, missing: true) {
      case .refused(let refusal): .refused(refusal)
      case .unknown(let outcome): .unknown(outcome)
      case .missing, .applied, .overtaken: .missing
      }
    }
    guard let node = response.node, isRead || isEnvelope(node) else {
      return .unknown(
        UnknownOutcome(
          reason: .notTheAPI,
          retryAfter: response.retryAfter,
          status: response.status
        )
      )
    }
    // Some refusals come with status 200 and tell so in the envelope only.
    if case .text(let status)? = node["status"], status != "success", !isRead {
      return .refused(ErrorEnvelope(node).refusal(status: response.status))
    }
    return .done(node)
  }

  private func isEnvelope(_ node: JSONNode) -> Bool {
    ["status", "message", "data"].contains { node[$0] != nil }
  }
}
