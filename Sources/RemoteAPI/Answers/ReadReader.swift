import CatalogModel

/// Says what a response to a read is worth, and what it is where it is worth nothing.
struct ReadReader {
  /// The resource or path that was asked for.
  let subject: String

  /// The page where the response is one; its rows are not read.
  func page(of resource: Resource, in response: HTTPResponse) throws(RemoteError) -> RemotePage {
    guard response.status == 200 else { throw failure(response) }
    guard response.isJSON, PageEnvelope.isWhole(response.body, listing: resource.lists) else {
      throw stranger(response)
    }
    return RemotePage(
      resource: resource,
      body: response.body,
      serverTime: response.serverTime,
      bytesReceived: response.bytesReceived
    )
  }

  /// The row where the response is one, nothing where the API says there is none.
  func row(
    of resource: Resource,
    key: RowKey,
    in response: HTTPResponse
  ) throws(RemoteError) -> RemoteRow? {
    if response.status == 404, let node = response.node, ErrorEnvelope.isEnvelope(node) {
      return nil
    }
    guard response.status == 200 else { throw failure(response) }
    guard response.isJSON else { throw stranger(response) }
    guard let node = response.node else { throw RemoteError(code: .unreadable, subject: subject) }
    guard let fields = RowReader(resource: resource).row(node) else { throw stranger(response) }
    // Another row than was asked for spoils this question alone.
    guard fields.key(in: resource)?.wireText == key.wireText else {
      throw RemoteError(code: .unreadable, subject: subject)
    }
    return RemoteRow(fields: fields, serverTime: response.serverTime)
  }

  /// The error that a response means where it is no success.
  func failure(_ response: HTTPResponse) -> RemoteError {
    let isOurs = response.node.map(ErrorEnvelope.isEnvelope) ?? false
    switch response.status {
    case 511: return stranger(response)
    // In plain http the proxy answers in the server's place.
    case 407: return error(.proxyLogin, response)
    case 408, 429, 500...: return error(.serverFault, response)
    case 404 where isOurs || response.isFrameworkPage, 405 where response.isFrameworkPage:
      return error(.notFound, response)
    case 401 where isOurs || response.isFrameworkPage: return error(.loginNeeded, response)
    case 403 where isOurs: return error(.forbidden, response)
    case 400..<500 where isOurs: return error(.rejected, response)
    default: return stranger(response)
    }
  }

  /// The error for an exchange that brought no answer.
  func failure(_ error: TransportError) -> RemoteError {
    let code: RemoteError.Code =
      switch error.code {
      case .unreachable, .connectionLost: .offline
      case .timedOut: .timedOut
      case .tooLarge: .tooLarge
      case .tlsFailed: .tlsFailed
      case .certificateDate: .certificateDate
      case .certificateUntrusted: .certificateUntrusted
      case .certificateName: .certificateName
      case .proxyLogin: .proxyLogin
      case .proxyRefused: .proxyRefused
      case .insecure: .insecure
      case .refusedByClient: .refusedByClient
      case .cancelled: .cancelled
      }
    return RemoteError(code: code, subject: error.subject, cause: error.cause)
  }

  /// The error for an answer that the API does not give.
  func stranger(_ response: HTTPResponse) -> RemoteError {
    RemoteError(code: .notThisAPI, subject: subject, status: response.status)
  }

  private func error(_ code: RemoteError.Code, _ response: HTTPResponse) -> RemoteError {
    RemoteError(
      code: code,
      subject: subject,
      cause: response.words,
      retryAfter: response.retryAfter,
      status: response.status
    )
  }
}
