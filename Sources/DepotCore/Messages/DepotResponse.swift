/// What the reference server answers.
package struct DepotResponse: Sendable {
  /// The HTTP status.
  package var status: Int
  /// Headers in their order; a name can occur twice, as it does on the real server.
  package var headers: [(name: String, value: String)]
  /// The body, not packed.
  package var body: [UInt8]

  /// A response made of its parts.
  package init(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The first header of that name, in any case.
  package func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  /// The body as text.
  package var text: String { String(decoding: body, as: UTF8.self) }
}
