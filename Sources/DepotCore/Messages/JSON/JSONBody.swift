import CatalogModel

/// Reads the body of a write.
enum JSONBody {
  /// The members of the body's object; what Python calls false is an empty object.
  ///
  /// `check` throws where a name is no field. The library asks it of whatever it can walk over, so that
  /// a text or a list is refused by its first word that names none, and stumbled over otherwise. What is
  /// thrown is what the library answers: an exception where the content type is missing.
  static func members(
    of request: DepotRequest,
    check: (String) throws(Refusal) -> Void = { _ throws(Refusal) in }
  ) throws(Refusal) -> [String: JSONNode] {
    guard let type = request.headers["content-type"] else { throw .crash }
    guard type.hasPrefix("application/json") else { throw .unsupportedMediaType }
    // What only begins like JSON passes the library's check and is not read by the framework's.
    guard isJSON(type) else { return [:] }
    switch try PythonJSON.node(request.body) {
    case .object(let members): return members
    case .null, .boolean(false), .integer(0), .real(0), .text(""), .array([]): return [:]
    case .text(let text):
      for character in text { try check(String(character)) }
      throw .crash
    case .array(let items):
      for case .text(let name) in items.prefix(while: \.isText) { try check(name) }
      throw .crash
    default: throw .crash
    }
  }

  private static func isJSON(_ type: String) -> Bool {
    let kind = type.prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
    return kind == "application/json" || kind.hasSuffix("+json")
  }
}

extension JSONNode {
  fileprivate var isText: Bool {
    if case .text = self { true } else { false }
  }
}
