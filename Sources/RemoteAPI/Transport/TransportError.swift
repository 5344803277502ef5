/// An exchange with the server that brought no whole answer.
package struct TransportError: Error, Sendable, Equatable {
  /// What went wrong.
  package enum Code: String, Sendable, CaseIterable {
    /// No connection could be made; nothing was sent.
    case unreachable
    /// The deadline passed.
    case timedOut = "timed-out"
    /// The connection ended, or the answer broke off, after something was sent.
    case connectionLost = "connection-lost"
    /// The answer was longer than allowed.
    case tooLarge = "too-large"
    /// The server did not prove that it is who it should be.
    case tlsFailed = "tls-failed"
    /// The server's certificate is not valid at this time, by this machine's clock.
    case certificateDate = "certificate-date"
    /// Nobody whom this machine trusts vouches for the server's certificate.
    case certificateUntrusted = "certificate-untrusted"
    /// The server's certificate is made out to another name.
    case certificateName = "certificate-name"
    /// The proxy wants a user name and password, others than it was given.
    case proxyLogin = "proxy-login"
    /// The proxy lets nobody through to this host.
    case proxyRefused = "proxy-refused"
    /// Plain http is not allowed to this host.
    case insecure
    /// The request was not fit to be sent.
    case refusedByClient = "refused-by-client"
    /// The task that waited was cancelled.
    case cancelled
  }

  /// What went wrong.
  package let code: Code
  /// The host or the part of the request at fault; never a secret.
  package let subject: String
  /// The library's own words; for people, never to branch on.
  package let cause: String
  /// Whether any part of the request can have reached the server.
  package let mayHaveBeenSent: Bool
  /// Bytes sent before it failed.
  package let bytesSent: Int
  /// Bytes received before it failed.
  package let bytesReceived: Int

  /// An error; whether the request can have left follows from the code unless it is told.
  package init(
    code: Code,
    subject: String,
    cause: String = "",
    mayHaveBeenSent: Bool? = nil,
    bytesSent: Int = 0,
    bytesReceived: Int = 0
  ) {
    self.code = code
    self.subject = subject
    self.cause = cause
    self.mayHaveBeenSent = mayHaveBeenSent ?? code.followsSending
    self.bytesSent = bytesSent
    self.bytesReceived = bytesReceived
  }
}

extension TransportError.Code {
  /// Whether such an error can come after part of the request has left.
  var followsSending: Bool {
    switch self {
    case .timedOut, .connectionLost, .tooLarge, .cancelled: true
    case .unreachable, .tlsFailed, .certificateDate, .certificateUntrusted, .certificateName,
      .proxyLogin, .proxyRefused, .insecure, .refusedByClient:
      false
    }
  }
}

extension TransportError: CustomStringConvertible {
  /// One sentence that names the host or part and the next step.
  package var description: String {
    let reason = cause.isEmpty ? "" : " (\(cause))"
    return switch code {
    case .unreachable: "\(subject) cannot be reached\(reason); check the connection."
    case .timedOut: "\(subject) did not answer in time\(reason); try again with more signal."
    case .connectionLost: "The connection to \(subject) was lost\(reason); try again."
    case .tooLarge: "The answer of \(subject) is longer than allowed\(reason); ask for less."
    case .tlsFailed:
      "\(subject) could not prove its identity\(reason); check the clock and the certificates."
    case .certificateDate:
      "The certificate of \(subject) is not valid today\(reason); check this machine's clock."
    case .certificateUntrusted:
      "Nobody trusted vouches for the certificate of \(subject)\(reason); name the authority's file."
    case .certificateName:
      "The certificate that answered for \(subject) is another's\(reason); check the address."
    case .proxyLogin:
      "The proxy before \(subject) refused its user name and password\(reason); correct them."
    case .proxyRefused: "The proxy does not let \(subject) through\(reason); ask who runs it."
    case .insecure:
      "Plain http to \(subject) is not allowed\(reason); use https, or allow the host by name."
    case .refusedByClient: "The request was not sent: \(subject)\(reason); please report this."
    case .cancelled: "The exchange with \(subject) was cancelled\(reason); ask again."
    }
  }
}
