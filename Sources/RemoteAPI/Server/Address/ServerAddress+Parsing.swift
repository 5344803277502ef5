import Foundation

extension ServerAddress {
  /// Reads a URL as a person types it; `https` is meant where no scheme is given.
  ///
  /// - Throws: ``ServerAddressError`` naming what is wrong with it.
  package init(parsing text: String) throws(ServerAddressError) {
    let typed = text.trimmingCharacters(in: .whitespacesAndNewlines)
    var rest = Substring(typed)
    var scheme = Scheme.https
    if let mark = rest.range(of: "://") {
      let word = String(rest[..<mark.lowerBound])
      guard let known = Scheme(rawValue: word.lowercased()) else {
        throw ServerAddressError(code: .badScheme, subject: word)
      }
      scheme = known
      rest = rest[mark.upperBound...]
    }
    let authority = rest.prefix { !"/?#".contains($0) }
    let tail = rest[authority.endIndex...]
    guard !authority.contains("@") else {
      throw ServerAddressError(code: .hasCredentials, subject: "")
    }
    if let mark = tail.firstIndex(where: { $0 == "?" || $0 == "#" }) {
      throw ServerAddressError(code: .hasQuery, subject: String(tail[mark...]))
    }
    let (host, port) = try Self.hostAndPort(authority)
    self.scheme = scheme
    self.host = try Self.checkedHost(host)
    self.port = try Self.checkedPort(port, scheme: scheme)
    basePath = try Self.checkedPath(tail)
  }

  /// The same address without that ending of its path, for a person who typed the API's own prefix
  /// too.
  package func dropping(pathSuffix suffix: String) -> ServerAddress {
    guard !suffix.isEmpty, basePath.hasSuffix(suffix) else { return self }
    return ServerAddress(
      scheme: scheme,
      host: host,
      port: port,
      basePath: String(basePath.dropLast(suffix.count))
    )
  }

  private static func hostAndPort(
    _ authority: Substring
  ) throws(ServerAddressError) -> (host: Substring, port: Substring?) {
    if authority.hasPrefix("[") {
      guard let end = authority.firstIndex(of: "]") else {
        throw ServerAddressError(code: .badHost, subject: String(authority))
      }
      let rest = authority[authority.index(after: end)...]
      guard rest.isEmpty || rest.hasPrefix(":") else {
        throw ServerAddressError(code: .badHost, subject: String(authority))
      }
      return (authority[...end], rest.isEmpty ? nil : rest.dropFirst())
    }
    guard let colon = authority.firstIndex(of: ":") else { return (authority, nil) }
    return (authority[..<colon], authority[authority.index(after: colon)...])
  }

  private static func checkedHost(_ host: Substring) throws(ServerAddressError) -> String {
    if host.hasPrefix("[") {
      let address = String(host.dropFirst().dropLast()).lowercased()
      var parsed = in6_addr()
      guard inet_pton(AF_INET6, address, &parsed) == 1 else {
        throw ServerAddressError(code: .badHost, subject: String(host))
      }
      return address
    }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    let isName = labels.allSatisfy { label in
      (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
        && label.utf8.allSatisfy(isNameByte)
    }
    guard isName, host.utf8.count <= 253 else {
      throw ServerAddressError(code: .badHost, subject: String(host))
    }
    return host.lowercased()
  }

  private static func checkedPort(
    _ text: Substring?,
    scheme: Scheme
  ) throws(ServerAddressError) -> Int? {
    guard let text else { return nil }
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = UInt16(text), port > 0
    else { throw ServerAddressError(code: .badPort, subject: String(text)) }
    return Int(port) == (scheme == .https ? 443 : 80) ? nil : Int(port)
  }

  private static func checkedPath(_ text: Substring) throws(ServerAddressError) -> String {
    var path = String(text)
    while path.hasSuffix("/") { path.removeLast() }
    let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    let isClean = segments.allSatisfy { segment in
      !segment.isEmpty && segment != "." && segment != ".."
        && segment.utf8.allSatisfy { isNameByte($0) || ".~!$&'()*+,;=:@%".utf8.contains($0) }
    }
    guard isClean else { throw ServerAddressError(code: .badPath, subject: String(text)) }
    return path
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
    default: false
    }
  }
}
