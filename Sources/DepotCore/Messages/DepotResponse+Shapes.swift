import CatalogModel

extension DepotResponse {
  static let jsonType = "application/json"

  static func json(_ status: Int, _ members: [String: JSONNode]) -> DepotResponse {
    json(status, bytes: JSONBytes.document(.object(members)))
  }

  /// What the library says of a row that is gone: nothing, as JSON.
  static var deleted: DepotResponse {
    DepotResponse(status: 204, headers: [("Content-Type", jsonType)])
  }

  static func json(_ status: Int, bytes: [UInt8]) -> DepotResponse {
    DepotResponse(status: status, headers: [("Content-Type", jsonType)], body: bytes)
  }

  /// The envelope of an action that did its work.
  static func success(_ message: JSONNode, data: JSONNode) -> DepotResponse {
    json(200, ["status": .text("success"), "message": message, "data": data])
  }

  /// The answer as the library's renderer sends it.
  ///
  /// The headers it knows of are there twice, and `Vary` says that the body could have been another. A
  /// page of HTML is not the library's.
  var rendered: DepotResponse {
    guard let type = header("Content-Type"), !type.hasPrefix("text/html") else { return self }
    return adding("Content-Type", type).adding("Vary", "Accept")
  }

  func adding(_ name: String, _ value: String) -> DepotResponse {
    var response = self
    response.headers.append((name, value))
    return response
  }
}
