/// Something that goes wrong on the way between a client and the depot, so many times.
package struct Fault: Sendable, Equatable {
  /// What goes wrong.
  package enum Kind: String, Sendable {
    /// The request is carried out, then the connection closes without an answer.
    case loseAnswer = "lose-answer"
    /// The connection closes before the request is carried out.
    case dropRequest = "drop-request"
    /// The connection closes, and the request is carried out a while later.
    case delayRequest = "delay-request"
    /// The request is carried out twice, as by a proxy that repeats it, and the second answer is given.
    case doubleRequest = "double-request"
  }

  /// What goes wrong.
  package var kind: Kind
  /// The HTTP method that is hit; nothing for any.
  package var method: String?
  /// How the path of what is hit begins, prefix included: `/v1/product_notes`.
  package var pathPrefix: String
  /// How many requests are still to be hit.
  package var count: Int

  /// A fault made of its parts.
  package init(kind: Kind, method: String?, pathPrefix: String, count: Int) {
    self.kind = kind
    self.method = method
    self.pathPrefix = pathPrefix
    self.count = count
  }

  /// Reads `METHOD:/path-prefix` or `METHOD:/path-prefix:count`, `*` for any method; nothing where
  /// the text is something else.
  package init?(_ kind: Kind, parsing text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard (2...3).contains(parts.count), !parts[0].isEmpty, parts[1].hasPrefix("/"),
      let count = parts.count == 3 ? Int(parts[2]) : 1, count > 0
    else { return nil }
    let method = parts[0] == "*" ? nil : parts[0].uppercased()
    self.init(kind: kind, method: method, pathPrefix: parts[1], count: count)
  }

  func hits(method: String, path: String) -> Bool {
    count > 0 && path.hasPrefix(pathPrefix) && (self.method ?? method) == method
  }
}
