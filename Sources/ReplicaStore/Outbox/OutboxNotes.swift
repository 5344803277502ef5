import CatalogModel

/// What one transaction of the engine did to unsent work, collected for the outbox.
///
/// Lives for one transaction, inside one call.
final class OutboxNotes {
  private(set) var nodes: [JSONNode] = []

  /// Changes that need not be recovered any more.
  func close(_ changes: [Int64]) {
    guard !changes.isEmpty else { return }
    nodes.append(
      .object(["type": .text("closed"), "changes": .array(changes.map(JSONNode.integer))])
    )
  }

  /// A row that the server has named.
  func name(_ row: RowReference, as key: RowKey) {
    nodes.append(Self.naming(row, as: key))
  }

  /// A change that was put on hold, or let go.
  func hold(_ change: Int64, _ isHeld: Bool) {
    nodes.append(
      .object(["type": .text("held"), "change": .integer(change), "held": .boolean(isHeld)])
    )
  }

  /// Changes that another laptop is to deliver, and the name under which they travel.
  func travel(_ changes: [Int64], id: String) { nodes.append(Self.travelling(changes, id: id)) }

  /// Nothing travels any more.
  func recall() { nodes.append(.object(["type": .text("recalled")])) }

  /// The server's time: what is recorded from here on cannot have been sent before it.
  func tell(serverTime: String, stampLag: String?, identity: String?) {
    nodes.append(Self.clock(serverTime, stampLag: stampLag, identity: identity))
  }

  /// Units that are to be told of what reached the server, as ``ReplicaWriter/keepUntold(_:)`` keeps them.
  func tell(untold: String?) { nodes.append(Self.untold(untold)) }

  static func untold(_ text: String?) -> JSONNode {
    .object(["type": .text("untold"), "units": text.map(JSONNode.text) ?? .null])
  }

  static func naming(_ row: RowReference, as key: RowKey) -> JSONNode {
    .object([
      "type": .text("named"), "resource": .text(row.resource), "key": row.key.value.outboxNode,
      "server": key.value.outboxNode,
    ])
  }

  static func travelling(_ changes: [Int64], id: String) -> JSONNode {
    .object([
      "type": .text("travels"), "id": .text(id),
      "changes": .array(changes.map(JSONNode.integer)),
    ])
  }

  static func clock(_ serverTime: String, stampLag: String?, identity: String?) -> JSONNode {
    .object([
      "type": .text("clock"), "server": .text(serverTime),
      "lag": stampLag.map(JSONNode.text) ?? .null,
      "identity": identity.map(JSONNode.text) ?? .null,
    ])
  }
}
