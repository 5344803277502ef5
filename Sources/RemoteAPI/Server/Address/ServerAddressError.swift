/// A text that is not a server's address.
package struct ServerAddressError: Error, Sendable, Equatable {
  /// What is wrong with it.
  package enum Code: String, Sendable {
    /// The scheme is neither http nor https.
    case badScheme = "address-bad-scheme"
    /// The host is missing or has a character that no host has.
    case badHost = "address-bad-host"
    /// The port is not a number from 1 to 65535.
    case badPort = "address-bad-port"
    /// The path has a character that must be encoded, or climbs upwards.
    case badPath = "address-bad-path"
    /// A user name or password stands before the host.
    case hasCredentials = "address-has-credentials"
    /// A query or fragment follows the path.
    case hasQuery = "address-has-query"
  }

  /// What is wrong with it.
  package let code: Code
  /// The part at fault; never the credentials.
  package let subject: String
}

extension ServerAddressError: CustomStringConvertible {
  /// One sentence that names the part and the next step.
  package var description: String {
    switch code {
    case .badScheme: "\"\(subject)\" is not a way to reach a server; use https:// or http://."
    case .badHost: "\"\(subject)\" is not the name or address of a host; check the spelling."
    case .badPort: "\"\(subject)\" is not a port; use a number from 1 to 65535."
    case .badPath: "\"\(subject)\" is not a path; write it as the browser shows it."
    case .hasCredentials:
      "The address carries a user name; leave it out and use login instead."
    case .hasQuery: "\"\(subject)\" does not belong to a server's address; leave it out."
    }
  }
}
