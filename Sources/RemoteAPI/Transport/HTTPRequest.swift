/// One request to the server, below its address.
package struct HTTPRequest: Sendable {
  /// The HTTP method, in capitals.
  package var method: String
  /// The path below the server's address; begins with `/` and is already percent-encoded.
  package var path: String
  /// Names and values of the query, in order, not encoded yet.
  package var query: [(name: String, value: String)]
  /// Headers beside those that the transport writes by itself.
  package var headers: [(name: String, value: String)]
  /// The body; nothing where the request has none.
  package var body: [UInt8]?
  /// Whether the request changes something, so that it must never be sent twice unasked.
  package var isWrite: Bool
  /// Seconds that the whole exchange may take.
  package var deadline: Double
  /// The longest body taken in answer, in bytes after decompression.
  package var maximumBytes: Int
  /// How many requests will follow at once when this one is answered; a transport may make ready for
  /// them meanwhile.
  package var followers = 0

  /// A request with all its parts.
  package init(
    method: String,
    path: String,
    query: [(name: String, value: String)] = [],
    headers: [(name: String, value: String)] = [],
    body: [UInt8]? = nil,
    isWrite: Bool = false,
    deadline: Double = 60,
    maximumBytes: Int = 32 << 20
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
    self.isWrite = isWrite
    self.deadline = deadline
    self.maximumBytes = maximumBytes
  }

  /// The path with its encoded query, as it stands in the request line.
  package var target: String {
    query.isEmpty ? path : "\(path)?\(PercentEncoding.query(query))"
  }
}
