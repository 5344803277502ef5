import CatalogModel

/// The API's errors, which come in five shapes: a message; validation errors as a text or by
/// column; both inside an action's envelope; and an empty object.
struct ErrorEnvelope: Equatable {
  /// The most of the server's words that is kept, in characters.
  static let maximumLength = 500

  let words: String
  let fields: [String: String]

  /// Reads whatever of the five shapes is there.
  init(_ node: JSONNode) {
    var fields: [String: String] = [:]
    var parts: [String] = []
    if let message = node["message"], message != .null { parts.append(Self.text(message)) }
    switch node["validation_errors"] {
    case .object(let members)?:
      for (column, reason) in members { fields[Self.cut(column)] = Self.cut(Self.text(reason)) }
    case .null?, nil: break
    case let other?: parts.append(Self.text(other))
    }
    if parts.allSatisfy(\.isEmpty) {
      parts = fields.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    }
    words = Self.cut(parts.filter { !$0.isEmpty }.joined(separator: "; "))
    self.fields = fields
  }

  /// Whether the node has one of the five shapes.
  static func isEnvelope(_ node: JSONNode) -> Bool {
    guard case .object(let members) = node else { return false }
    return members.isEmpty
      || ["message", "validation_errors", "status"].contains { members[$0] != nil }
  }

  /// The refusal that this envelope makes with a status.
  func refusal(status: Int) -> Refusal { Refusal(status: status, words: words, fields: fields) }

  private static func text(_ node: JSONNode) -> String {
    switch node {
    case .text(let text): text
    case .array(let items): items.map(text).joined(separator: ", ")
    default: node.description
    }
  }

  private static func cut(_ text: String) -> String {
    text.unicodeScalars.count <= maximumLength
      ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(maximumLength))) + "…"
  }
}
