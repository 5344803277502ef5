import Testing

/// A write by `system` and how it is answered.
struct WriteCase: Sendable, CustomTestStringConvertible {
  let method: String
  let target: String
  let body: String?
  let status: Int
  /// The body; nothing where it is an HTML page.
  let answer: String?

  init(_ method: String, _ target: String, _ body: String?, _ status: Int, _ answer: String? = nil)
  {
    self.method = method
    self.target = target
    self.body = body
    self.status = status
    self.answer = answer
  }

  var testDescription: String { "\(method) \(target) \(body ?? "")" }
}
