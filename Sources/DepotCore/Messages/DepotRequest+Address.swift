import CatalogModel

extension DepotRequest {
  /// The request's URL without its query, as the server sees itself.
  var baseURL: String {
    "http://\(headers["host"] ?? "localhost")\(FormText.escaped(FormText.percentDecoded(path)))"
  }

  /// The URL of a row of the collection that was asked.
  func url(of key: FieldValue) -> String { "\(baseURL)/\(FormText.escaped("\(key)"))" }
}
