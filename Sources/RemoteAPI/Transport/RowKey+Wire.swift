import CatalogModel

extension RowKey {
  /// The key as it stands in a path, not encoded yet.
  var wireText: String {
    switch self {
    case .integer(let number): String(number)
    case .text(let text): text
    }
  }
}
