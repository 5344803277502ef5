import CatalogModel

extension RowFilter {
  /// The filter as the API's search language writes it.
  var node: JSONNode {
    switch self {
    case .compare(let column, let comparison, let value):
      Self.test(column, comparison.rawValue, JSONNode(value))
    case .isIn(let column, let values):
      Self.test(column, "in", .array(values.map(JSONNode.init)))
    case .isNull(let column): Self.test(column, "is_null", nil)
    case .isNotNull(let column): Self.test(column, "is_not_null", nil)
    case .any(let filters): .object(["or": .array(filters.map(\.node))])
    case .all(let filters): .object(["and": .array(filters.map(\.node))])
    }
  }

  private static func test(_ column: String, _ word: String, _ value: JSONNode?) -> JSONNode {
    var members: [String: JSONNode] = ["name": .text(column), "op": .text(word)]
    if let value { members["val"] = value }
    return .object(members)
  }
}
