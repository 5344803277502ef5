import CatalogModel
import DepotCore
import Foundation
import RemoteAPI
import Synchronization

/// The way to a depot in the same process, cut or bent as a test wants it.
final class WorkshopTransport: HTTPTransport {
  /// What answers.
  enum Weather: Sendable, Equatable {
    case clear
    /// No connection can be made.
    case cut
    /// A captive portal answers everything.
    case portal
    /// Bodies end half way.
    case truncated
    /// Creates are carried out, and their answers get lost.
    case lostCreates
    /// One create is carried out, and the link is gone before its answer.
    case lastCreate
    /// Every write is refused with these words.
    case forbidden(String)
    /// Every exchange fails like this before anything is sent.
    case failing(TransportError.Code)
    /// The server fails on paths that begin so.
    case broken(String)
    /// Nobody tells which methods are offered.
    case silent
  }

  let depot: Depot
  private let settings = Mutex<CurlSettings?>(nil)
  private let state = Mutex((weather: Weather.clear, requests: 0))
  private let onRequest = Mutex<(@Sendable () -> Void)?>(nil)

  init(depot: Depot) {
    self.depot = depot
  }

  var weather: Weather {
    get { state.withLock(\.weather) }
    set { state.withLock { $0.weather = newValue } }
  }

  var requests: Int { state.withLock(\.requests) }

  /// The certificates that the last way to the server was made to trust.
  var trusted: String? { settings.withLock { $0?.certificateFile } }

  /// Keeps what a way to the server is made with.
  func note(_ made: CurlSettings) { settings.withLock { $0 = made } }

  /// Does something when the next request arrives, such as pressing Control-C.
  func whenAsked(_ action: @escaping @Sendable () -> Void) { onRequest.withLock { $0 = action } }

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    state.withLock { $0.requests += 1 }
    onRequest.withLock { action in
      action?()
      action = nil
    }
    guard !Task.isCancelled else { throw TransportError(code: .cancelled, subject: "depot") }
    switch weather {
    case .cut: throw TransportError(code: .unreachable, subject: "depot")
    case .failing(let code): throw TransportError(code: code, subject: "depot")
    case .portal:
      return HTTPResponse(
        status: 200,
        headers: HTTPHeaders([("Content-Type", "text/html")]),
        body: Array("<html>Pay \u{1B}[31mhere</html>".utf8)
      )
    case .truncated:
      var response = answer(request)
      if request.path.hasSuffix("/home") { return response }
      response.body = Array(response.body.prefix(response.body.count / 2))
      return response
    case .lostCreates where request.method == "POST" && !request.path.hasSuffix("login"):
      _ = answer(request)
      throw TransportError(code: .connectionLost, subject: "depot", mayHaveBeenSent: true)
    case .lastCreate where request.method == "POST" && !request.path.hasSuffix("login"):
      _ = answer(request)
      weather = .cut
      throw TransportError(code: .connectionLost, subject: "depot", mayHaveBeenSent: true)
    case .forbidden(let words) where request.isWrite && !request.path.hasSuffix("login"):
      return HTTPResponse(
        status: 403,
        headers: HTTPHeaders([("Content-Type", "application/json")]),
        body: Array(JSONNode.object(["message": .text(words)]).description.utf8)
      )
    case .broken(let path) where request.path.hasPrefix(path):
      return HTTPResponse(
        status: 500,
        headers: HTTPHeaders([("Content-Type", "text/html")]),
        body: []
      )
    case .silent where request.method == "OPTIONS":
      var response = answer(request)
      response.headers = HTTPHeaders([])
      return response
    case .clear, .lostCreates, .lastCreate, .forbidden, .broken, .silent: return answer(request)
    }
  }

  private func answer(_ request: HTTPRequest) -> HTTPResponse {
    let headers = request.headers.map { ($0.name.lowercased(), $0.value) }
    let response = depot.respond(
      to: DepotRequest(
        method: request.method,
        path: request.path.removingPercentEncoding ?? request.path,
        query: request.query,
        headers: Dictionary(headers) { _, last in last },
        body: request.body ?? []
      )
    )
    return HTTPResponse(
      status: response.status,
      headers: HTTPHeaders(response.headers),
      body: response.body,
      bytesSent: request.body?.count ?? 0,
      bytesReceived: response.body.count
    )
  }
}
