/// The headers of an answer, found by name whatever its case.
///
/// Where a header is repeated the first value counts: the API sends `Content-Type` twice.
package struct HTTPHeaders: Sendable, Equatable {
  private var values: [String: String]

  /// Headers in the order in which they came.
  package init(_ headers: [(name: String, value: String)]) {
    values = Dictionary(
      headers.map { ($0.name.lowercased(), $0.value) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// The first value of the header of that name.
  package subscript(name: String) -> String? { values[name.lowercased()] }
}
