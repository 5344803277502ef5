import RemoteAPI
import Synchronization

/// A transport that gives prepared answers and keeps what it was asked.
final class ScriptedTransport: HTTPTransport {
  typealias Answer = Result<HTTPResponse, TransportError>

  private struct State {
    var answers: [Answer]
    var requests: [HTTPRequest] = []
  }

  private let state: Mutex<State>

  init(_ answers: [Answer]) {
    state = Mutex(State(answers: answers))
  }

  var requests: [HTTPRequest] { state.withLock(\.requests) }

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    let answer: Answer? = state.withLock { state in
      state.requests.append(request)
      return state.answers.isEmpty ? nil : state.answers.removeFirst()
    }
    guard let answer else {
      throw TransportError(code: .unreachable, subject: "the end of the script")
    }
    return try answer.get()
  }
}

extension ScriptedTransport.Answer {
  static let date = "Mon, 01 Aug 2016 17:05:11 GMT"

  /// An answer in the API's content type, dated.
  static func json(
    _ status: Int,
    _ body: String,
    type: String = "application/json",
    headers: [(name: String, value: String)] = []
  ) -> Self {
    .success(
      HTTPResponse(
        status: status,
        headers: HTTPHeaders([("Content-Type", type), ("Date", date)] + headers),
        body: Array(body.utf8),
        bytesSent: 100,
        bytesReceived: 200
      )
    )
  }

  /// A page for people, as captive portals and proxies send.
  static func html(
    _ status: Int,
    _ body: String = "<html><body>Please log in to the network</body></html>",
    headers: [(name: String, value: String)] = []
  ) -> Self {
    json(status, body, type: "text/html; charset=utf-8", headers: headers)
  }

  /// The page that Werkzeug makes for a status by itself.
  static func framework(_ status: Int, _ title: String, _ sentence: String) -> Self {
    html(
      status,
      """
      <!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">
      <title>\(status) \(title)</title>
      <h1>\(title)</h1>
      <p>\(sentence)</p>
      """
    )
  }

  static func lost(_ code: TransportError.Code, sent: Bool? = nil) -> Self {
    .failure(TransportError(code: code, subject: "api.example.org", mayHaveBeenSent: sent))
  }

  /// What the API answers to a log-in.
  static func granted(token: String) -> Self {
    json(
      200,
      """
      {"status": "success", "message": {"login_successful": {
        "username": "amina@example.org", "entity_id": 3, "display_name": "Amina U", "name": "",
        "user_product_visibility": "ENTITY", "hub_id": 7, "shop_id": null,
        "API_token": "\(token)", "token_expiry": "Mon, 01 Aug 2016 17:05:11 GMT",
        "permissions": "TECHNICAL"}}}
      """
    )
  }
}

extension HTTPRequest {
  func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

  var text: String { String(decoding: body ?? [], as: UTF8.self) }
}
