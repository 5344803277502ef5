package import CatalogModel

/// One unsent change as an outbox keeps it.
package struct OutboxChange: Sendable, Equatable {
  /// Its number in the replica that recorded it.
  package let number: Int64
  /// The row, by the key it had then.
  package let row: RowReference
  /// What was done to the row.
  package let kind: ChangeKind
  /// When, by the laptop's clock, as it was recorded.
  package let time: String
  /// Who did it.
  package let user: String?
  /// Values as they were captured, before and after.
  package let values: [RecordedValue]
  /// The modification stamp of the server's version that it was made upon.
  package let baseModifiedAt: NaiveTime?
  /// Whether it was on hold.
  package let isHeld: Bool
  /// The server's time before which it cannot have been sent, where the file's order does not tell.
  package let sentAfter: NaiveTime?

  var node: JSONNode {
    let columns = values.map { value in
      (value.column, JSONNode.array([value.old.outboxNode, value.new.outboxNode]))
    }
    var members: [String: JSONNode] = [
      "type": .text("change"), "change": .integer(number), "resource": .text(row.resource),
      "key": row.key.value.outboxNode, "kind": .text(kind.rawValue), "time": .text(time),
      "user": user.map(JSONNode.text) ?? .null,
      "base_modified_at": baseModifiedAt.map { .text($0.description) } ?? .null,
      "held": .boolean(isHeld), "values": .object(Dictionary(columns) { first, _ in first }),
    ]
    if let sentAfter { members["sent_after"] = .text(sentAfter.description) }
    return .object(members)
  }

  init(
    number: Int64,
    row: RowReference,
    kind: ChangeKind,
    time: String,
    user: String?,
    values: [RecordedValue],
    baseModifiedAt: NaiveTime?,
    isHeld: Bool,
    sentAfter: NaiveTime? = nil
  ) {
    self.number = number
    self.row = row
    self.kind = kind
    self.time = time
    self.user = user
    self.values = values
    self.baseModifiedAt = baseModifiedAt
    self.isHeld = isHeld
    self.sentAfter = sentAfter
  }

  init?(_ node: JSONNode) {
    guard node["type"] == .text("change"), case .integer(let number)? = node["change"],
      let row = RowReference(outbox: node), case .text(let word)? = node["kind"],
      let kind = ChangeKind(rawValue: word), case .text(let time)? = node["time"],
      case .object(let columns)? = node["values"]
    else { return nil }
    self.number = number
    self.row = row
    self.kind = kind
    self.time = time
    if case .text(let user)? = node["user"] { self.user = user } else { user = nil }
    if case .text(let stamp)? = node["base_modified_at"] {
      baseModifiedAt = NaiveTime(stamp)
    } else {
      baseModifiedAt = nil
    }
    isHeld = node["held"] == .boolean(true)
    if case .text(let time)? = node["sent_after"] {
      sentAfter = NaiveTime(time)
    } else {
      sentAfter = nil
    }
    values = columns.sorted { $0.key < $1.key }.compactMap { name, node in
      guard case .array(let sides) = node, sides.count == 2, let old = FieldValue(outbox: sides[0]),
        let new = FieldValue(outbox: sides[1])
      else { return nil }
      return RecordedValue(column: name, old: old, new: new)
    }
    guard values.count == columns.count else { return nil }
  }
}

extension RowReference {
  /// The row that the members `resource` and `key` name.
  init?(outbox node: JSONNode) {
    guard case .text(let resource)? = node["resource"], let key = node["key"],
      let key = FieldValue(outbox: key).flatMap({ RowKey($0) })
    else { return nil }
    self.init(resource: resource, key: key)
  }
}
