/// A request as the reference server sees it, whatever carried it.
package struct DepotRequest: Sendable {
  /// The HTTP method, upper case.
  package var method: String
  /// The path with its prefix and without the query, percent-encoded as it came.
  package var path: String
  /// The query's names and values, decoded, in their order.
  package var query: [(name: String, value: String)]
  /// Headers by lower-case name.
  package var headers: [String: String]
  /// The body as it came.
  package var body: [UInt8]

  /// A request made of its parts.
  package init(
    method: String,
    path: String,
    query: [(name: String, value: String)] = [],
    headers: [String: String] = [:],
    body: [UInt8] = []
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
  }

  /// A request for a target as it stands in a request line: `/v1/repairs?page=2&q=%7B%7D`.
  package init(
    method: String,
    target: String,
    headers: [String: String] = [:],
    body: [UInt8] = []
  ) {
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    self.init(
      method: method,
      path: String(parts.first ?? ""),
      query: parts.count > 1 ? FormText.pairs(String(parts[1])) : [],
      headers: headers,
      body: body
    )
  }

  /// The first value of a query argument.
  func argument(_ name: String) -> String? {
    query.first { $0.name == name }?.value
  }
}
