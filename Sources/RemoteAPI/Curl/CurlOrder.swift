import CCurl

/// A request together with how it is to be sent and who waits for it.
struct CurlOrder: Sendable {
  /// Names the order for cancellation.
  let number: UInt64
  let base: ServerAddress
  private(set) var request: HTTPRequest
  let settings: CurlSettings
  /// Whether a write, or a read that failed on one, may use a connection that stands already.
  private(set) var mayReuse: Bool
  /// Wakes the waiting task; called once.
  let reply: @Sendable (Result<HTTPResponse, TransportError>) -> Void
  /// What an earlier trial of the same order has sent, in bytes.
  private(set) var bytesSentBefore = 0

  init(
    number: UInt64,
    base: ServerAddress,
    request: HTTPRequest,
    settings: CurlSettings,
    mayReuse: Bool,
    reply: @escaping @Sendable (Result<HTTPResponse, TransportError>) -> Void
  ) {
    self.number = number
    self.base = base
    self.request = request
    self.settings = settings
    self.mayReuse = mayReuse
    self.reply = reply
  }

  /// Whether the order can be given a second time: a read that was free to use any connection.
  var mayRepeat: Bool { !request.isWrite && mayReuse }

  /// The same order on a connection of its own, in the time that is left.
  func repeated(after seconds: Double, carrying bytes: Int) -> CurlOrder {
    var again = self
    again.mayReuse = false
    again.request.deadline -= seconds
    again.bytesSentBefore += bytes
    return again
  }

  /// The host, for errors.
  var host: String { base.authority }

  /// The error where libcurl takes no orders any more.
  var closed: TransportError {
    TransportError(
      code: .unreachable,
      subject: host,
      cause: "the transport is closed or out of memory"
    )
  }

  /// Whether a connection made ahead may serve it: in plain http.
  ///
  /// A read is asked again where the connection dies under it; a write is unknown then, as on any
  /// connection. libcurl takes it for a new one, on which it repeats nothing by itself.
  var mayTakeSpares: Bool { base.scheme == .http }

  /// Connections to make ahead for what follows it; its own serves one of them.
  var companions: Int {
    request.isWrite ? 0 : min(request.followers, settings.maximumConnections) - 1
  }

  /// The body, where there is one to be read by libcurl.
  var body: [UInt8]? { request.body.flatMap { $0.isEmpty ? nil : $0 } }

  var headerLines: [String] {
    // Without the last libcurl waits a second for leave to send a long body; without the one before it
    // says that anything is accepted, which needs no saying.
    let own = request.headers.map { "\($0.name): \($0.value)" }
    let accepts = request.headers.contains { $0.name == "Accept" }
    return own + (accepts ? [] : ["Accept:"]) + ["Expect:"]
  }

  var texts: [(CURLoption, String?)] {
    var options: [(CURLoption, String?)] = [
      (CURLOPT_URL, "\(base)\(request.target)"),
      (CURLOPT_PROTOCOLS_STR, "http,https"),
      (CURLOPT_ACCEPT_ENCODING, "gzip"),
      (CURLOPT_USERAGENT, settings.userAgent),
    ]
    if request.method != "GET" { options.append((CURLOPT_CUSTOMREQUEST, request.method)) }
    if isEmptyUpload { options.append((CURLOPT_COPYPOSTFIELDS, "")) }
    // A build of libcurl can have a folder of trusted certificates beside its file.
    if let file = settings.certificateFile {
      options += [(CURLOPT_CAINFO, file), (CURLOPT_CAPATH, nil)]
    }
    // Plain http stays on this machine, whatever proxy the environment names.
    if base.scheme == .http, base.isLoopback { options.append((CURLOPT_NOPROXY, "*")) }
    return options
  }

  var numbers: [(CURLoption, Int)] {
    var options: [(CURLoption, Int)] = [
      (CURLOPT_NOSIGNAL, 1),
      (CURLOPT_FOLLOWLOCATION, 0),
      (CURLOPT_PATH_AS_IS, 1),
      (CURLOPT_SSL_VERIFYPEER, 1),
      (CURLOPT_SSL_VERIFYHOST, 2),
      (CURLOPT_SUPPRESS_CONNECT_HEADERS, 1),
      (CURLOPT_TCP_KEEPALIVE, 1),
      (CURLOPT_TIMEOUT_MS, Self.milliseconds(request.deadline)),
      (
        CURLOPT_CONNECTTIMEOUT_MS,
        Self.milliseconds(min(request.deadline, settings.connectDeadline))
      ),
      (CURLOPT_HTTP_VERSION, httpVersion),
      // A page is many times libcurl's own 16 KiB, and each piece costs a call of the system.
      (CURLOPT_BUFFERSIZE, 128 << 10),
    ]
    if body != nil { options.append((CURLOPT_POST, 1)) }
    if isEmptyUpload { options.append((CURLOPT_POSTFIELDSIZE, 0)) }
    // Nothing keeps libcurl from repeating a request without a body on a reused connection that
    // died; so a write without one never meets a reused connection.
    if request.isWrite, body == nil {
      options += [(CURLOPT_FRESH_CONNECT, 1), (CURLOPT_FORBID_REUSE, 1)]
    } else if !mayReuse {
      options.append((CURLOPT_FRESH_CONNECT, 1))
    }
    return options
  }

  private var isEmptyUpload: Bool {
    body == nil && (request.method == "POST" || request.method == "PUT")
  }

  private var httpVersion: Int {
    // Clear-text HTTP/2 fails on reused connections.
    base.scheme == .https ? Int(CURL_HTTP_VERSION_2TLS) : Int(CURL_HTTP_VERSION_1_1)
  }

  // To libcurl 0 means no limit.
  private static func milliseconds(_ seconds: Double) -> Int {
    Int(min(max(seconds * 1_000, 1), 86_400_000).rounded(.up))
  }
}
