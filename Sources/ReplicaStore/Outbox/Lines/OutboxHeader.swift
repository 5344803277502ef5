import CatalogModel

/// What an outbox says about the replica that wrote it: enough to make that replica anew.
package struct OutboxHeader: Sendable, Equatable {
  /// The shape of the records; a newer one is not read.
  static let version: Int64 = 1

  /// Names the replica; no two have the same.
  package var replica: String
  /// The server's address.
  package var server: String
  /// The resources held.
  package var resources: [String]
  /// Whether columns that the catalog marks as sensitive were held.
  package var includesSensitive: Bool
  /// The account that last recorded changes.
  package var user: String?

  /// What is known of a replica whose outbox lost its first line.
  ///
  /// - Parameters:
  ///   - server: the server's address.
  ///   - resources: the resources that it held.
  package init(server: String, resources: [String]) {
    self.init(
      replica: "",
      server: server,
      resources: resources,
      includesSensitive: false,
      user: nil
    )
  }

  /// The same, with the resources of rows whose work is known, and their author where it is one.
  func holding(_ rows: [RecoveredRow]) -> OutboxHeader {
    var header = self
    let others = Set(rows.map(\.row.resource)).subtracting(resources)
    header.resources += others.sorted()
    let users = Set(rows.flatMap { $0.changes.compactMap(\.user) })
    if users.count == 1 { header.user = users.first }
    return header
  }

  var node: JSONNode {
    .object([
      "type": .text("header"), "version": .integer(Self.version), "replica": .text(replica),
      "server": .text(server), "resources": .array(resources.map(JSONNode.text)),
      "sensitive": .boolean(includesSensitive), "user": user.map(JSONNode.text) ?? .null,
    ])
  }

  init(
    replica: String,
    server: String,
    resources: [String],
    includesSensitive: Bool,
    user: String?
  ) {
    self.replica = replica
    self.server = server
    self.resources = resources
    self.includesSensitive = includesSensitive
    self.user = user
  }

  init?(_ node: JSONNode) {
    guard node["type"] == .text("header"), node["version"] == .integer(Self.version),
      case .text(let replica)? = node["replica"], case .text(let server)? = node["server"],
      case .array(let names)? = node["resources"], !replica.isEmpty
    else { return nil }
    self.replica = replica
    self.server = server
    resources = names.compactMap { if case .text(let name) = $0 { name } else { nil } }
    includesSensitive = node["sensitive"] == .boolean(true)
    if case .text(let user)? = node["user"] { self.user = user }
  }
}
