import CatalogModel

/// Reads the body of a write.
enum JSONBody {
  /// The members of the body's object; what Python calls false is an empty object.
  ///
  /// - Throws: ``Refusal`` as the library does: an exception where the content type is missing.
  static func members(of request: DepotRequest) throws(Refusal) -> [String: JSONNode] {
    guard let type = request.headers["content-type"] else { throw .crash }
    guard type.hasPrefix("application/json") else { throw .unsupportedMediaType }
    guard let node = try? JSONNode(parsing: request.body) else { throw .undecodable }
    switch node {
    case .object(let members): return members
    case .null, .boolean(false), .integer(0), .text(""), .array([]): return [:]
    default: throw .crash
    }
  }
}
