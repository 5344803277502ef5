import CCurl

/// One request on its way through libcurl.
///
/// Not sendable: it lives on the thread of its ``CurlLoop``, and its callbacks run there.
final class CurlTransfer {
  let handle: EasyHandle
  private let order: CurlOrder
  private let spares: SpareSockets
  private var collector: ResponseCollector
  private var sent = 0
  /// Whether a connection stood, so that part of the request can have reached the server; what a
  /// proxy was asked before that is none of it.
  private var hasBegun = false
  /// Whether it went over a connection that was made ahead.
  private var isOnSpare = false

  /// A transfer that is ready to be given to the multi interface.
  init(_ order: CurlOrder, spares: SpareSockets) throws(CurlFault) {
    guard let handle = EasyHandle() else { throw CurlFault(code: CURLE_OUT_OF_MEMORY) }
    self.handle = handle
    self.order = order
    self.spares = spares
    collector = ResponseCollector(maximumBytes: order.request.maximumBytes)
    try configure()
  }

  /// Tells the waiting task how it ended.
  func finish(_ code: CURLcode) {
    guard code == CURLE_OK else { return order.reply(.failure(error(fault(code)))) }
    guard collector.hasWholeHead else {
      return order.reply(.failure(error(.connectionLost, cause: "the answer broke off")))
    }
    order.reply(.success(response()))
  }

  /// The order to give instead of this answer, where a read failed only because the connection that
  /// stood already did not carry it (RFC 9110, 9.2.2, allows what is safe to be repeated).
  ///
  /// A server or a proxy ends connections when it likes, and libcurl can hand a request to one whose
  /// tunnel stands and whose handshake does not: neither says that there is no signal.
  func orderOnceMore(after code: CURLcode) -> CurlOrder? {
    guard code != CURLE_OK, order.mayRepeat, collector.isUntouched,
      handle.number(CURLINFO_NUM_CONNECTS) == 0 || isOnSpare
    else { return nil }
    switch fault(code).meaning {
    case .connectionLost, .unreachable:
      let seconds = Double(handle.offset(CURLINFO_TOTAL_TIME_T)) / 1e6
      return order.repeated(after: seconds, carrying: bytesSent)
    default: return nil
    }
  }

  /// Tells the waiting task that nobody waits for the answer any more.
  func cancel() {
    order.reply(.failure(error(.cancelled, cause: "")))
  }

  private func response() -> HTTPResponse {
    HTTPResponse(
      status: handle.number(CURLINFO_RESPONSE_CODE),
      headers: HTTPHeaders(collector.headers),
      body: collector.body,
      bytesSent: bytesSent,
      bytesReceived: bytesReceived
    )
  }

  private func fault(_ code: CURLcode) -> CurlFault {
    CurlFault(
      code: code,
      verification: handle.number(CURLINFO_SSL_VERIFYRESULT),
      proxyStatus: handle.number(CURLINFO_HTTP_CONNECTCODE)
    )
  }

  // Codes that mean "never sent" count only where nothing was: libcurl gives some of them for an
  // answer it cannot read, too. And what is lost before anything was sent was not reached.
  private func error(_ fault: CurlFault) -> TransportError {
    if collector.isOverflowing { return error(.tooLarge, cause: fault.words) }
    let code: TransportError.Code =
      switch (fault.meaning, hasBegun) {
      case (.connectionLost, false): .unreachable
      case (let meaning, true) where !meaning.followsSending: .connectionLost
      case (let meaning, _): meaning
      }
    return error(code, cause: fault.words)
  }

  private func error(_ code: TransportError.Code, cause: String) -> TransportError {
    TransportError(
      code: code,
      subject: order.host,
      cause: cause,
      mayHaveBeenSent: code.followsSending && hasBegun,
      bytesSent: bytesSent,
      bytesReceived: bytesReceived
    )
  }

  private var bytesSent: Int {
    order.bytesSentBefore + handle.number(CURLINFO_REQUEST_SIZE)
      + handle.offset(CURLINFO_SIZE_UPLOAD_T)
  }

  private var bytesReceived: Int {
    handle.number(CURLINFO_HEADER_SIZE) + handle.offset(CURLINFO_SIZE_DOWNLOAD_T)
  }
}

extension CurlTransfer {
  private func configure() throws(CurlFault) {
    for (option, value) in order.texts { try handle.set(option, value) }
    for (option, value) in order.numbers { try handle.set(option, value) }
    try handle.set(headers: order.headerLines)
    let context = Unmanaged.passUnretained(self).toOpaque()
    try handle.set(write: receiveBody, header: receiveHeader, context: context)
    try handle.set(prerequest: begin, context: context)
    if order.mayTakeSpares {
      try handle.set(socket: openSocket, connected: tellConnected, context: context)
    }
    guard let body = order.body else { return }
    // Neither a seek nor an ioctl callback: libcurl then cannot go back to the start of the body,
    // and reports error 65 where it would have sent the request a second time by itself.
    try handle.set(CURLOPT_POSTFIELDSIZE_LARGE, offset: body.count)
    try handle.set(read: provideBody, context: context)
  }

  fileprivate func noteBeginning() { hasBegun = true }

  fileprivate func socket(to address: SocketAddress) -> curl_socket_t {
    spares.socket(to: address, companions: order.companions)
  }

  fileprivate func isConnected(_ socket: curl_socket_t) -> Bool {
    isOnSpare = spares.isConnected(socket)
    return isOnSpare
  }

  fileprivate func provide(into room: UnsafeMutableRawBufferPointer) -> Int {
    guard let body = order.body else { return 0 }
    let count = min(room.count, body.count - sent)
    body.withUnsafeBytes {
      room.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[sent..<(sent + count)]))
    }
    sent += count
    return count
  }

  fileprivate func receive(body piece: UnsafeRawBufferPointer) -> Int {
    collector.take(body: piece) ? piece.count : 0
  }

  fileprivate func receive(header line: UnsafeRawBufferPointer) -> Int {
    collector.take(header: line) ? line.count : 0
  }
}

// A callback that returns fewer bytes than it was given ends the transfer.

private let receiveBody: fieldsync_transfer_callback = { bytes, size, count, context in
  guard let context else { return 0 }
  return Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
    .receive(body: UnsafeRawBufferPointer(start: bytes, count: size * count))
}

private let receiveHeader: fieldsync_transfer_callback = { bytes, size, count, context in
  guard let context else { return 0 }
  return Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
    .receive(header: UnsafeRawBufferPointer(start: bytes, count: size * count))
}

private let begin: fieldsync_prerequest_callback = { context, _, _, _, _ in
  guard let context else { return CURL_PREREQFUNC_ABORT }
  Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue().noteBeginning()
  return CURL_PREREQFUNC_OK
}

private let openSocket: fieldsync_socket_callback = { context, _, address in
  // CURL_SOCKET_BAD
  guard let context, let address else { return -1 }
  return Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
    .socket(to: SocketAddress(address))
}

private let tellConnected: fieldsync_connected_callback = { context, socket, _ in
  guard let context else { return CURL_SOCKOPT_OK }
  let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
  return transfer.isConnected(socket) ? CURL_SOCKOPT_ALREADY_CONNECTED : CURL_SOCKOPT_OK
}

private let provideBody: fieldsync_transfer_callback = { bytes, size, count, context in
  guard let context else { return 0 }
  return Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
    .provide(into: UnsafeMutableRawBufferPointer(start: bytes, count: size * count))
}
