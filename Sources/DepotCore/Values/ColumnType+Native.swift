import CatalogModel

extension ColumnType {
  /// Whether Python holds a stored value of this type as it holds this one, so that equal values are
  /// no change.
  func takes(_ node: JSONNode) -> Bool {
    switch (self, node) {
    case (.integer, .text), (.real, .text), (.interval, .text): false
    case (.text, .integer), (.text, .real), (.text, .boolean): false
    default: true
    }
  }
}

extension JSONNode {
  /// Whether Python calls the value true.
  var isTrue: Bool {
    switch self {
    case .null, .boolean(false), .integer(0), .real(0), .text(""), .array([]), .object([:]): false
    default: true
    }
  }
}
