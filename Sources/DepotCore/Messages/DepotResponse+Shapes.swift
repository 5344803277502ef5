import CatalogModel

extension DepotResponse {
  static let jsonType = "application/json"

  static func json(_ status: Int, _ members: [String: JSONNode]) -> DepotResponse {
    json(status, bytes: JSONBytes.document(.object(members)))
  }

  static func json(_ status: Int, bytes: [UInt8]) -> DepotResponse {
    DepotResponse(status: status, headers: [("Content-Type", jsonType)], body: bytes)
  }

  /// The envelope of an action that did its work.
  static func success(_ message: JSONNode, data: JSONNode) -> DepotResponse {
    json(200, ["status": .text("success"), "message": message, "data": data])
  }

  func adding(_ name: String, _ value: String) -> DepotResponse {
    var response = self
    response.headers.append((name, value))
    return response
  }
}
