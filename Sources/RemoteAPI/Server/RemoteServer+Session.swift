import CatalogModel
import Synchronization

extension RemoteServer {
  /// Logs in and keeps the session; with `remember` the credentials too, to renew a dead token.
  ///
  /// Where the API takes keys that come from elsewhere, the password is such a key: it is proved by a
  /// read and kept as the session's token.
  ///
  /// - Throws: ``RemoteError``: `loginRefused` where the server does not accept them, `sessionStore`
  ///   where the session cannot be kept. The session before stays as it was.
  package func logIn(
    user: String,
    password: Secret,
    remember: Bool
  ) async throws(RemoteError) -> Account {
    switch catalog.conventions.logIn {
    case .account:
      try await grant(Credentials(user: user, password: password), remember: remember).account
    case .key: try await accept(key: password, of: user)
    }
  }

  /// Forgets token and credentials here; the API offers no way to end a token on the server.
  ///
  /// - Throws: what the ``SessionStore`` throws; the token is forgotten in memory all the same.
  package func logOut() throws {
    state.withLock { $0.session = nil }
    try store.clear()
    state.withLock { $0.fault = nil }
  }

  /// Sends a request with the token, and once more with a new one where the API asks for a log-in;
  /// it decides that before it does anything.
  ///
  /// - Throws: ``RemoteError`` where the session is the reason, so that nothing happened.
  func send(
    _ request: HTTPRequest
  ) async throws(RemoteError) -> Result<HTTPResponse, TransportError> {
    let token = try currentToken()
    let first = await exchange(request, token: token)
    guard case .success(let response) = first, response.asksForLogIn else { return first }
    let second = await exchange(request, token: try await renewed(after: token))
    if case .success(let response) = second, response.asksForLogIn { throw logInNeeded() }
    return second
  }

  /// Sends a request once and counts it.
  func exchange(
    _ request: HTTPRequest,
    token: Secret?
  ) async -> Result<HTTPResponse, TransportError> {
    var request = request
    if let token { request.headers.append(("Authorization", authorization(token))) }
    do {
      let response = try await transport.send(request)
      count(sent: response.bytesSent, received: response.bytesReceived)
      return .success(response)
    } catch {
      count(sent: error.bytesSent, received: error.bytesReceived)
      return .failure(error)
    }
  }

  /// The session that a store keeps for this server; that of another server is not ours to use.
  static func stored(
    in store: any SessionStore,
    for base: ServerAddress
  ) throws -> StoredSession? {
    guard let session = try store.load(), session.server == base.description else { return nil }
    return session
  }

  private func authorization(_ token: Secret) -> String {
    switch catalog.conventions.logIn {
    case .account: "Token token=\(token.revealed)"
    case .key: token.revealed
    }
  }

  private func count(sent: Int, received: Int) {
    state.withLock {
      $0.traffic.requests += 1
      $0.traffic.bytesSent += sent
      $0.traffic.bytesReceived += received
    }
  }

  private func currentToken() throws(RemoteError) -> Secret {
    let (session, fault) = state.withLock { ($0.session, $0.fault) }
    if let session { return session.token }
    if let fault { throw RemoteError(code: .sessionStore, subject: base.authority, cause: fault) }
    throw logInNeeded()
  }

  private func renewed(after rejected: Secret) async throws(RemoteError) -> Secret {
    await renewal.enter()
    defer { renewal.leave() }
    if let token = try tokenOfAnother(than: rejected) { return token }
    let (session, areRefused) = state.withLock { ($0.session, $0.areCredentialsRefused) }
    guard let credentials = session?.credentials, !areRefused else { throw logInNeeded() }
    do {
      return try await grant(credentials, remember: true).token
    } catch {
      guard error.code == .loginRefused else { throw error }
      // Trying a wrong password again and again can lock the account.
      state.withLock { $0.areCredentialsRefused = true }
      throw logInNeeded(error.cause)
    }
  }

  // Another task, or another process, may have renewed the token in the meantime.
  private func tokenOfAnother(than rejected: Secret) throws(RemoteError) -> Secret? {
    let held = state.withLock { $0.session?.token }
    if let held, held != rejected { return held }
    let session: StoredSession?
    do {
      session = try Self.stored(in: store, for: base)
    } catch {
      throw storeFault(error)
    }
    guard let session, session.token != rejected else { return nil }
    guard session.account?.username == account?.username else { return nil }
    state.withLock { $0.session = session }
    return session.token
  }

  private func grant(
    _ credentials: Credentials,
    remember: Bool
  ) async throws(RemoteError) -> (token: Secret, account: Account) {
    let response: HTTPResponse
    switch await exchange(requests.logIn(credentials), token: nil) {
    case .success(let answer): response = answer
    case .failure(let error): throw ReadReader(subject: base.authority).failure(error)
    }
    let (token, expiry, account) = try LogInReader(subject: base.authority).granted(by: response)
    let session = StoredSession(
      server: base.description,
      token: token,
      expiry: expiry,
      account: account,
      credentials: remember ? credentials : nil
    )
    try keep(session)
    return (token, account)
  }

  /// Keeps a session in the store and for the requests to come.
  func keep(_ session: StoredSession) throws(RemoteError) {
    do {
      try store.save(session)
    } catch {
      throw storeFault(error)
    }
    state.withLock {
      $0.session = session
      $0.fault = nil
      $0.areCredentialsRefused = false
    }
  }

  private func storeFault(_ error: any Error) -> RemoteError {
    let isUnwritable = (error as? SessionStoreError)?.code == .unwritable
    return RemoteError(
      code: isUnwritable ? .sessionUnwritable : .sessionStore,
      subject: base.authority,
      cause: isUnwritable ? (error as? SessionStoreError)?.subject ?? "" : String(describing: error)
    )
  }

  private func logInNeeded(_ cause: String = "") -> RemoteError {
    RemoteError(code: .loginNeeded, subject: base.authority, cause: cause)
  }
}
