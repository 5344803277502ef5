/// Where a server is: scheme, host, port and the path before the API's own.
package struct ServerAddress: Sendable, Hashable {
  /// How one talks to it.
  package enum Scheme: String, Sendable {
    case http
    case https
  }

  /// How one talks to it.
  package let scheme: Scheme
  /// The host in small letters; an IPv6 address without its brackets.
  package let host: String
  /// The port, where it is not the scheme's own.
  package let port: Int?
  /// What stands before every path: empty, or a path that begins and does not end with `/`.
  package let basePath: String

  /// The host with its port where that is not the scheme's own, as people name a server.
  package var authority: String {
    let name = host.contains(":") ? "[\(host)]" : host
    return name + (port.map { ":\($0)" } ?? "")
  }

  /// Whether the host is this machine, so that plain http leaks nothing.
  package var isLoopback: Bool {
    host == "localhost" || host == "::1" || Self.isLoopbackQuad(host)
  }

  private static func isLoopbackQuad(_ host: String) -> Bool {
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }
}

extension ServerAddress: CustomStringConvertible {
  /// The address as a URL, without a slash at its end.
  package var description: String {
    "\(scheme)://\(authority)\(basePath)"
  }
}
