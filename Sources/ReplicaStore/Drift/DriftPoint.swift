package import CatalogModel

/// One point in which the server of a run is not as the catalog says.
package enum DriftPoint: Sendable, Hashable {
  /// The server does not have the resource.
  case gone
  /// The account may not read the resource.
  case forbidden
  /// The server has the resource and lets nobody read it.
  case notOffered
  /// Rows come without a column.
  case columnGone(String)
  /// Rows come with a value under a name that the catalog has not.
  case columnCame(String)
  /// Values of a column are of a kind that its type does not have.
  case typeChanged(String, WireKind)
  /// A column is null that should never be.
  case nullFound(String)

  /// Whether nothing can be read because of it.
  package var isDenial: Bool {
    switch self {
    case .gone, .forbidden, .notOffered: true
    case .columnGone, .columnCame, .typeChanged, .nullFound: false
    }
  }

  /// The column that it is about.
  package var column: String? {
    switch self {
    case .gone, .forbidden, .notOffered: nil
    case .columnGone(let name), .columnCame(let name), .typeChanged(let name, _),
      .nullFound(let name):
      name
    }
  }

  /// A stable word for what differs.
  package var word: String {
    switch self {
    case .gone: "table-gone"
    case .forbidden: "read-forbidden"
    case .notOffered: "read-not-offered"
    case .columnGone: "column-gone"
    case .columnCame: "column-came"
    case .typeChanged: "type-changed"
    case .nullFound: "null-found"
    }
  }

  /// Whether another point speaks of the same thing, and so takes this one's place.
  package func isReplaced(by other: DriftPoint) -> Bool {
    word == other.word && column == other.column || isDenial && other.isDenial
  }

  /// The point as it is kept and as scripts see it.
  package var members: [String: JSONNode] {
    var members: [String: JSONNode] = ["finding": .text(word)]
    if let column { members["column"] = .text(column) }
    if case .typeChanged(_, let kind) = self { members["server"] = .text(kind.rawValue) }
    return members
  }

  /// The point that ``members`` tells of; nothing where it is none.
  init?(_ members: JSONNode) {
    guard case .text(let word)? = members["finding"] else { return nil }
    let column: String? = if case .text(let name)? = members["column"] { name } else { nil }
    switch (word, column) {
    case ("table-gone", _): self = .gone
    case ("read-forbidden", _): self = .forbidden
    case ("read-not-offered", _): self = .notOffered
    case ("column-gone", let name?): self = .columnGone(name)
    case ("column-came", let name?): self = .columnCame(name)
    case ("null-found", let name?): self = .nullFound(name)
    case ("type-changed", let name?):
      guard case .text(let text)? = members["server"], let kind = WireKind(rawValue: text) else {
        return nil
      }
      self = .typeChanged(name, kind)
    default: return nil
    }
  }
}

extension DriftPoint: Comparable {
  /// Denials first, then columns in the order of their names.
  package static func < (left: DriftPoint, right: DriftPoint) -> Bool {
    (left.column ?? "", left.word) < (right.column ?? "", right.word)
  }
}
