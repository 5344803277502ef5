import CatalogModel

extension CatalogFinding {
  /// The finding for scripts: a stable word, and the names and values it is about.
  var json: JSONNode {
    .object(
      about.merging([
        "resource": .text(resource), "finding": .text(word), "breaking": .boolean(isBreaking),
      ]) { own, _ in own }
    )
  }

  private var word: String {
    switch kind {
    case .tableGone: "table-gone"
    case .readForbidden: "read-forbidden"
    case .methodGone: "method-gone"
    case .methodCame: "method-came"
    case .rightDenied: "right-denied"
    case .columnGone: "column-gone"
    case .columnCame: "column-came"
    case .typeChanged: "type-changed"
    case .nullFound: "null-found"
    case .optionCame: "option-came"
    case .lengthGrown: "length-grown"
    }
  }

  private var about: [String: JSONNode] {
    switch kind {
    case .tableGone(let name): ["still_called": name.map(JSONNode.text) ?? .null]
    case .readForbidden: [:]
    case .methodGone(let method), .methodCame(let method), .rightDenied(let method):
      ["method": .text(method.rawValue)]
    case .columnGone(let column), .nullFound(let column): ["column": .text(column)]
    case .columnCame(let column, let kind):
      ["column": .text(column), "server": .text(kind.rawValue)]
    case .typeChanged(let column, let type, let kind):
      ["column": .text(column), "catalog": .text(type.rawValue), "server": .text(kind.rawValue)]
    case .optionCame(let column, let value): ["column": .text(column), "server": .text(value)]
    case .lengthGrown(let column, let maximum, let length):
      [
        "column": .text(column), "catalog": .integer(Int64(maximum)),
        "server": .integer(Int64(length)),
      ]
    }
  }
}
