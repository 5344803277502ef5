/// A question to the server without a useful answer, or a request that certainly had no effect.
package struct RemoteError: Error, Sendable, Equatable {
  /// What went wrong.
  package enum Code: String, Sendable, CaseIterable {
    /// The server cannot be reached, or the connection was lost.
    case offline
    /// The deadline passed.
    case timedOut = "timed-out"
    /// The task that waited was cancelled.
    case cancelled
    /// Something answered that is not this API: a captive portal, a proxy, another server.
    case notThisAPI = "not-this-api"
    /// Nobody is logged in, or the token is dead and cannot be renewed.
    case loginNeeded = "login-needed"
    /// The server did not accept user name and password.
    case loginRefused = "login-refused"
    /// The account may not read this.
    case forbidden
    /// The server does not have this resource or path.
    case notFound = "not-found"
    /// The server did not understand the query.
    case rejected
    /// The server failed, or asked to be left alone for a while.
    case serverFault = "server-fault"
    /// The answer is the API's, and cannot be read.
    case unreadable
    /// Plain http is not allowed to this host.
    case insecure
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
    /// The answer is longer than allowed.
    case tooLarge = "too-large"
    /// The request was not fit to be sent.
    case refusedByClient = "refused-by-client"
    /// The stored session cannot be read or written.
    case sessionStore = "session-store"
    /// The session cannot be written.
    case sessionUnwritable = "session-unwritable"
  }

  /// What went wrong.
  package let code: Code
  /// The host, resource, column or file at fault; never a secret.
  package let subject: String
  /// The server's or the library's words, cut to a bounded length; raw, never to branch on.
  package let cause: String
  /// Seconds the server asked to wait, if it did.
  package let retryAfter: Double?
  /// The HTTP status, if there was one.
  package let status: Int?

  /// An error with its parts.
  package init(
    code: Code,
    subject: String,
    cause: String = "",
    retryAfter: Double? = nil,
    status: Int? = nil
  ) {
    self.code = code
    self.subject = subject
    self.cause = cause
    self.retryAfter = retryAfter
    self.status = status
  }
}

extension RemoteError: CustomStringConvertible {
  /// One sentence that names the thing and the next step.
  package var description: String {
    let reason = cause.isEmpty ? "" : " (\(cause))"
    return switch code {
    case .offline: "\(subject) cannot be reached\(reason); your work waits for a connection."
    case .timedOut: "\(subject) did not answer in time\(reason); try again with more signal."
    case .cancelled: "The exchange with \(subject) was cancelled\(reason); run it again."
    case .notThisAPI:
      "What answered for \(subject) is not this API\(reason); check the address, or log in to the "
        + "network in a browser first."
    case .loginNeeded: "\(subject) asks for a log-in\(reason); use login."
    case .loginRefused: "\(subject) did not accept user name and password\(reason); try again."
    case .forbidden: "This account may not read \(subject)\(reason); ask for the permission."
    case .notFound: "The server does not have \(subject)\(reason); check the catalog."
    case .rejected: "The server did not understand the query for \(subject)\(reason); report this."
    case .serverFault: "The server failed on \(subject)\(reason); try again later."
    case .unreadable: "The answer for \(subject) cannot be read\(reason); report this."
    case .insecure:
      "Plain http to \(subject) is not allowed\(reason); use https, or allow the host by name."
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
    case .tooLarge: "The answer for \(subject) is longer than allowed\(reason); ask for less."
    case .refusedByClient: "The request was not sent: \(subject)\(reason); correct it first."
    case .sessionUnwritable:
      "The log-in to \(subject) cannot be kept\(reason); check the folder and free space."
    case .sessionStore: "The stored log-in \(subject) cannot be used\(reason); log in again."
    }
  }
}
