import Synchronization

/// The way to the server through libcurl: one thread, one pool of connections.
///
/// Answers are bounded after decompression, deadlines are total, redirects are not followed. A
/// write leaves at most once, even on a reused connection that turns out to be dead.
package final class CurlTransport: HTTPTransport {
  /// Where the server is.
  package let base: ServerAddress
  private let settings: CurlSettings
  private let loop: CurlLoop
  // Whether no write has died under way yet. Where one has, a server or what stands before it lets
  // connections die without a word, and a write that met another of them would be unknown again, and
  // so on without end.
  private let trustsReuse = Mutex(true)

  /// A transport to one server, with its thread; no connection is made yet.
  package init(base: ServerAddress, settings: CurlSettings) {
    self.base = base
    self.settings = settings
    loop = CurlLoop(
      maximumConnections: settings.maximumConnections,
      spareLifetime: settings.spareLifetime
    )
  }

  deinit {
    loop.stop()
  }

  /// Sends a request and waits for its whole answer; ends early when the task is cancelled.
  ///
  /// - Throws: ``TransportError``; `insecure` before anything is sent where plain http is not
  ///   allowed.
  package func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    try check(request)
    if Task.isCancelled {
      throw TransportError(code: .cancelled, subject: base.host, mayHaveBeenSent: false)
    }
    let number = loop.number()
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let order = CurlOrder(
          number: number,
          base: base,
          request: request,
          settings: settings,
          mayReuse: !request.isWrite || trustsReuse.withLock(\.self)
        ) { continuation.resume(returning: $0) }
        loop.submit(order)
        // A cancellation that came before the order was in the box has gone past it.
        if Task.isCancelled { loop.cancel(number) }
      }
    } onCancel: {
      loop.cancel(number)
    }
    if case .failure(let error) = result, request.isWrite, error.mayHaveBeenSent,
      error.code == .connectionLost || error.code == .timedOut
    {
      trustsReuse.withLock { $0 = false }
    }
    return try result.get()
  }

  private func check(_ request: HTTPRequest) throws(TransportError) {
    if base.scheme == .http, !base.isLoopback, !settings.plainHosts.contains(base.host) {
      throw TransportError(code: .insecure, subject: base.host)
    }
    let isPlain: (String) -> Bool = { text in
      text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
    }
    let isHeader: (String) -> Bool = { text in
      text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }
    guard request.path.hasPrefix("/"), isPlain(request.path), isPlain(request.method),
      request.headers.allSatisfy({ isPlain($0.name) && isHeader($0.value) }),
      request.method != "GET" || request.body == nil
    else {
      throw TransportError(
        code: .refusedByClient,
        subject: base.host,
        cause: "a malformed \(request.method) request"
      )
    }
  }
}
