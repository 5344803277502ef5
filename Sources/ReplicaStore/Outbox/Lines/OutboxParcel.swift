package import CatalogModel

/// An operation on its way to another laptop, or its receipt on the way home.
package enum OutboxParcel: Sendable, Equatable {
  /// What is to be sent, by whom; and what an operation that an outbox brought back may have sent
  /// instead, oldest first.
  case operation(StoredOperation, earlier: [RowFields])
  /// What the server confirmed, by the operation's travelling name.
  case receipt(id: String, key: RowKey, serverTime: NaiveTime?, values: RowFields)

  var node: JSONNode {
    switch self {
    case .operation(let operation, let earlier):
      var members: [String: JSONNode] = [
        "type": .text("operation"), "id": .text(operation.id),
        "resource": .text(operation.row.resource), "key": operation.row.key.value.outboxNode,
        "kind": .text(operation.kind.rawValue), "values": Self.node(operation.values),
        "base": Self.node(operation.base), "attempts": .integer(Int64(operation.attempts)),
        "sent_at": .text(operation.sentAt.description),
        "held_keys": .array(operation.heldKeys.sorted().map { $0.value.outboxNode }),
      ]
      members["user"] = operation.user.map(JSONNode.text)
      members["ended_at"] = operation.endedAt.map { .text($0.description) }
      members["base_modified_at"] = operation.baseModifiedAt.map { .text($0.description) }
      if !earlier.isEmpty { members["earlier"] = .array(earlier.map(Self.node)) }
      return .object(members)
    case .receipt(let id, let key, let serverTime, let values):
      return .object([
        "type": .text("receipt"), "id": .text(id), "server": key.value.outboxNode,
        "server_time": serverTime.map { .text($0.description) } ?? .null,
        "values": Self.node(values),
      ])
    }
  }

  init?(_ node: JSONNode) {
    guard case .text(let id)? = node["id"], !id.isEmpty,
      let values = node["values"].flatMap(Self.fields)
    else { return nil }
    if node["type"] == .text("receipt") {
      guard let key = node["server"].flatMap({ FieldValue(outbox: $0) }).flatMap({ RowKey($0) })
      else { return nil }
      self = .receipt(id: id, key: key, serverTime: Self.time(node["server_time"]), values: values)
      return
    }
    guard let row = RowReference(outbox: node), case .text(let word)? = node["kind"],
      let kind = ChangeKind(rawValue: word), let base = node["base"].flatMap(Self.fields),
      case .integer(let attempts)? = node["attempts"], let sentAt = Self.time(node["sent_at"]),
      case .array(let held)? = node["held_keys"]
    else { return nil }
    guard let earlier = Self.versions(node["earlier"]) else { return nil }
    let user: String? = if case .text(let name)? = node["user"] { name } else { nil }
    self = .operation(
      StoredOperation(
        number: 0,
        id: id,
        row: row,
        kind: kind,
        state: .unknown,
        user: user,
        values: values,
        base: base,
        attempts: Int(clamping: attempts),
        sentAt: sentAt,
        endedAt: Self.time(node["ended_at"]),
        notBefore: nil,
        baseModifiedAt: Self.time(node["base_modified_at"]),
        heldKeys: Set(held.compactMap { FieldValue(outbox: $0).flatMap { RowKey($0) } }),
        status: nil,
        words: nil,
        isRecovered: !earlier.isEmpty
      ),
      earlier: earlier
    )
  }

  // Files of older programs have none.
  private static func versions(_ node: JSONNode?) -> [RowFields]? {
    guard let node else { return [] }
    guard case .array(let items) = node else { return nil }
    let versions = items.compactMap(fields)
    return versions.count == items.count ? versions : nil
  }

  private static func node(_ fields: RowFields) -> JSONNode {
    .object(fields.mapValues(\.outboxNode))
  }

  private static func fields(_ node: JSONNode) -> RowFields? {
    guard case .object(let members) = node else { return nil }
    let fields = members.compactMapValues { FieldValue(outbox: $0) }
    return fields.count == members.count ? fields : nil
  }

  private static func time(_ node: JSONNode?) -> NaiveTime? {
    if case .text(let text)? = node { NaiveTime(text) } else { nil }
  }
}
