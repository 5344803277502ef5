package import CatalogModel
import Synchronization

/// The server, as the rest of the program sees it.
///
/// A method that throws is certain that the server changed nothing; whatever may have changed
/// something answers `unknown` instead. The session lies behind a lock; any number of requests may
/// be under way at once.
package final class RemoteServer: Sendable {
  /// Where the server is.
  package let base: ServerAddress
  /// What the server has.
  package let catalog: Catalog
  let transport: any HTTPTransport
  let store: any SessionStore
  let state: Mutex<SessionState>
  let renewal = Turn()
  let requests: RequestBuilder

  /// A client of one server, with the session that the store keeps for it; nothing is sent yet.
  package init(
    base: ServerAddress,
    catalog: Catalog,
    transport: any HTTPTransport,
    session: any SessionStore,
    settings: RemoteSettings
  ) {
    self.base = base
    self.catalog = catalog
    self.transport = transport
    store = session
    requests = RequestBuilder(catalog: catalog, settings: settings)
    var initial = SessionState()
    do {
      initial.session = try Self.stored(in: session, for: base)
    } catch {
      initial.fault = String(describing: error)
    }
    state = Mutex(initial)
  }

  /// Who is logged in; nothing where nobody is or the server did not say.
  package var account: Account? { state.withLock { $0.session?.account } }

  /// The language in which actions are asked to answer; English where none was said.
  package var language: String { requests.settings.language ?? "en" }

  /// Requests and bytes so far.
  package var traffic: Traffic { state.withLock(\.traffic) }

  /// Asks whether the server is there and is this API; needs no log-in.
  ///
  /// - Parameter followers: how many requests will follow at once when it answers.
  /// - Returns: the greeting; nothing, and nothing is asked, where the API has none.
  /// - Throws: ``RemoteError``: `notThisAPI` where a captive portal or another server answers.
  package func home(followers: Int = 0) async throws(RemoteError) -> ServerGreeting? {
    guard catalog.conventions.greets else { return nil }
    var request = requests.home()
    request.followers = followers
    let response = try readAnswer(await exchange(request, token: nil))
    return try GreetingReader(subject: base.authority).greeting(in: response)
  }

  /// Asks for a page of rows.
  ///
  /// - Throws: ``RemoteError``; `refusedByClient` for a query that the server would answer with a
  ///   fault, or whose request line is too long.
  package func rows(
    of resource: Resource,
    matching query: RowQuery
  ) async throws(RemoteError) -> RemotePage {
    let request = try requests.page(of: resource, matching: query)
    guard lineLength(request) <= RowQuery.maximumRequestLine else {
      throw RemoteError(
        code: .refusedByClient,
        subject: resource.name,
        cause: "the request line is too long"
      )
    }
    let response = try readAnswer(try await send(request))
    return try ReadReader(subject: resource.name).page(of: resource, in: response)
  }

  /// Asks for one row; nothing where the API itself says that it has none, or shows none to this
  /// account.
  ///
  /// - Throws: ``RemoteError``.
  package func row(of resource: Resource, key: RowKey) async throws(RemoteError) -> RemoteRow? {
    let request = try requests.row(of: resource, key: key)
    let response = try readAnswer(try await send(request))
    let reader = ReadReader(subject: "\(resource.name) \(key)")
    return try reader.row(of: resource, key: key, in: response)
  }

  /// Creates, updates or deletes a row, once.
  ///
  /// - Throws: ``RemoteError`` only where the write certainly did not happen: `offline`, `timedOut`
  ///   and the like before anything was sent, `loginNeeded`, `refusedByClient`.
  package func perform(_ write: RowWrite) async throws(RemoteError) -> WriteResult {
    switch try await send(try requests.write(write)) {
    case .success(let response):
      let answer = WriteReader(write: write).answer(to: response)
      if case .update(let key) = write.kind, write.expected != nil, answer == .applied(nil) {
        return await changed(write.resource, key, serverTime: response.serverTime)
      }
      return WriteResult(answer: answer, serverTime: response.serverTime)
    case .failure(let error) where error.mayHaveBeenSent:
      return WriteResult(answer: .unknown(WriteReader.unknown(error)), serverTime: nil)
    case .failure(let error): throw ReadReader(subject: base.authority).failure(error)
    }
  }

  /// Does an action, once.
  ///
  /// - Throws: ``RemoteError`` only where it certainly did not happen; for an action that only
  ///   reads, wherever there is no answer.
  package func perform(_ call: ActionCall) async throws(RemoteError) -> ActionResult {
    let request = try requests.action(call)
    let reader = ActionReader(action: call.action)
    let outcome =
      call.action.isAnonymous ? await exchange(request, token: nil) : try await send(request)
    switch outcome {
    case .success(let response):
      let answer = reader.answer(to: response)
      if reader.isRead, case .unknown = answer {
        throw ReadReader(subject: call.action.name).failure(response)
      }
      return ActionResult(answer: answer, serverTime: response.serverTime)
    case .failure(let error) where error.mayHaveBeenSent && !reader.isRead:
      return ActionResult(answer: .unknown(WriteReader.unknown(error)), serverTime: nil)
    case .failure(let error): throw ReadReader(subject: base.authority).failure(error)
    }
  }

  /// Bytes of the request line that a query makes; ``rows(of:matching:)`` sends at most
  /// ``RowQuery/maximumRequestLine``.
  package func requestLineLength(of resource: Resource, matching query: RowQuery) -> Int {
    let path = base.basePath + requests.path(of: resource)
    return "GET \(path)? HTTP/1.1\r\n".utf8.count + query.encodedLength
  }

  private func lineLength(_ request: HTTPRequest) -> Int {
    "GET \(base.basePath)\(request.target) HTTP/1.1\r\n".utf8.count
  }

  private func readAnswer(
    _ outcome: Result<HTTPResponse, TransportError>
  ) throws(RemoteError) -> HTTPResponse {
    switch outcome {
    case .success(let response): return response
    case .failure(let error): throw ReadReader(subject: base.authority).failure(error)
    }
  }
}
