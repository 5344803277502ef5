import CatalogModel
import ReplicaStore

/// A call and its answer, for people and for scripts.
enum CallPage {
  /// What is known of a call wherever it is told.
  static func members(_ action: Action, _ values: RowFields) -> [String: JSONNode] {
    let key = action.subject.flatMap { values[$0.parameter] }.flatMap { RowKey($0) }
    return ["action": .text(action.name), "key": key?.json ?? .null]
  }

  /// What would be done, before anything is.
  static func explanation(_ action: Action, _ values: RowFields) -> Answer {
    let payload = payload(action, values)
    let blocks: [Block] = [
      .line("\(action.method) \(path(action, values))", .strong),
      payload.isEmpty ? nil : .line(JSONNode.object(payload).description, .plain),
      .sentence(.waiting(action)), .sentence(.proof(of: action)),
      action.permission.map { .sentence(.permission($0), .dim) },
      .sentence(.nothingAsked, .dim),
    ].compactMap(\.self)
    let explained: JSONNode = .object([
      "method": .text(action.method), "path": .text(path(action, values)),
      "payload": .object(payload), "delivery": .text(action.delivery.rawValue),
      "time_to_live": action.timeToLive.map { .real($0) } ?? .null,
      "repeatable": .boolean(action.isRepeatable),
      "proof": action.proof.map { .text($0.resource) } ?? .null,
    ])
    return Answer(
      members(action, values).merging(["state": .text("explained"), "explained": explained]) {
        $1
      },
      blocks
    )
  }

  /// What the server answered, or what it answered when it was last asked.
  static func answer(
    _ action: Action,
    _ values: RowFields,
    _ kept: KeptAnswer,
    isHeld: Bool,
    _ shown: ShownValues
  ) -> Answer {
    let time = kept.answeredAt.map(shown.momentWithZone) ?? ""
    let data = kept.answer["data"] ?? (kept.answer["status"] == nil ? kept.answer : .null)
    let message: String = if case .text(let text)? = kept.answer["message"] { text } else { "" }
    var blocks: [Block] = message.isEmpty ? [] : [.line(message, .strong)]
    blocks += lines(of: data, indent: 0)
    if isHeld { blocks.append(.sentence(.trueAsOf(time), .warning)) }
    return Answer(
      members(action, values).merging([
        "state": .text("answered"), "held": .boolean(isHeld),
        "answered_at": kept.answeredAt.map { .text($0.description) } ?? .null,
        "message": message.isEmpty ? .null : .text(message), "data": data,
      ]) { $1 },
      blocks
    )
  }

  /// What is sent beside the path.
  static func payload(_ action: Action, _ values: RowFields) -> [String: JSONNode] {
    values.reduce(into: [:]) { payload, value in
      let isSecret = action.payload.contains { $0.name == value.key && $0.isSecret }
      guard value.key != action.subject?.parameter, !value.value.isNull else { return }
      payload[value.key] = isSecret ? .text("…") : JSONNode(value.value)
    }
  }

  private static func path(_ action: Action, _ values: RowFields) -> String {
    guard let subject = action.subject, let key = values[subject.parameter].flatMap(RowKey.init)
    else { return action.path }
    return action.path.split(separator: "/").map { part in
      part == "<\(subject.parameter)>" ? "\(key)" : String(part)
    }.reduce("") { "\($0)/\($1)" }
  }

  // Members by name, one a line; what is inside stands further to the right.
  private static func lines(of node: JSONNode, indent: Int) -> [Block] {
    let margin = String(repeating: " ", count: indent)
    switch node {
    case .object(let members):
      return members.sorted { $0.key < $1.key }.flatMap { name, value -> [Block] in
        guard let text = plain(value) else {
          return [.line("\(margin)\(name):", .plain)] + lines(of: value, indent: indent + 2)
        }
        return [.line("\(margin)\(name): \(text)", .plain)]
      }
    case .array(let items):
      return items.flatMap { item -> [Block] in
        guard let text = plain(item) else {
          return [.line("\(margin)-", .plain)] + lines(of: item, indent: indent + 2)
        }
        return [.line("\(margin)- \(text)", .plain)]
      }
    default: return plain(node).map { [.line(margin + $0, .plain)] } ?? []
    }
  }

  private static func plain(_ node: JSONNode) -> String? {
    switch node {
    case .null: "–"
    case .text(let text): text
    case .object(let members): members.isEmpty ? "–" : nil
    case .array(let items): items.isEmpty ? "–" : nil
    case .boolean, .integer, .real: node.description
    }
  }
}
