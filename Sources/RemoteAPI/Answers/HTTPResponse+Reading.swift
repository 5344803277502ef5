import CatalogModel

extension HTTPResponse {
  /// Whether the content type says JSON.
  var isJSON: Bool {
    guard let type = headers["Content-Type"] else { return false }
    let first = type.prefix { $0 != ";" && $0 != "," && $0 != " " }
    return first.lowercased() == "application/json"
  }

  /// The body where it is JSON and says so.
  var node: JSONNode? { isJSON ? try? JSONNode(parsing: body) : nil }

  /// The server's clock when it answered.
  var serverTime: NaiveTime? { headers["Date"].flatMap(HTTPDate.time) }

  /// Seconds the server asks to wait, from a number or from a date by the server's own clock; at
  /// most a day.
  var retryAfter: Double? {
    guard let text = headers["Retry-After"] else { return nil }
    let seconds: Double? =
      if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
        // A number that no machine can hold is a long time, too.
        Int(text).map(Double.init) ?? .infinity
      } else if let time = HTTPDate.time(text), let serverTime {
        time.secondsSince1970 - serverTime.secondsSince1970
      } else {
        nil
      }
    return seconds.map { min(max($0, 0), 86_400) }
  }

  /// Whether the body is the page that the API's own web framework makes for this status.
  ///
  /// Werkzeug answers so where the application gives no body; no captive portal writes these pages.
  var isFrameworkPage: Bool {
    guard let sign = Self.frameworkSigns[status], body.count < 4_096 else { return false }
    let text = String(decoding: body, as: UTF8.self)
    return text.contains("<title>\(status) \(sign.title)</title>") && text.contains(sign.sentence)
  }

  /// Whether the API says that the token is missing or dead.
  var asksForLogIn: Bool {
    status == 401 && (node.map(ErrorEnvelope.isEnvelope) ?? false || isFrameworkPage)
  }

  /// What the server says in words, cut to a bounded length; nothing where it is not JSON.
  var words: String { node.map { ErrorEnvelope($0).words } ?? "" }

  private static let frameworkSigns: [Int: (title: String, sentence: String)] = [
    401: ("Unauthorized", "The server could not verify that you are authorized to access"),
    404: ("Not Found", "The requested URL was not found on the server"),
    405: ("Method Not Allowed", "The method is not allowed for the requested URL"),
  ]
}
