import Foundation

/// Any JSON value, with whole numbers kept exact and objects written in sorted order.
package indirect enum JSONNode: Sendable, Hashable {
  case null
  case boolean(Bool)
  case integer(Int64)
  case real(Double)
  case text(String)
  case array([JSONNode])
  case object([String: JSONNode])

  /// Reads one JSON document.
  ///
  /// - Throws: ``JSONNodeError`` where the bytes are not JSON.
  package init(parsing bytes: some Sequence<UInt8>) throws(JSONNodeError) {
    do {
      self = try JSONDecoder().decode(JSONNode.self, from: Data(bytes))
    } catch {
      throw JSONNodeError()
    }
  }

  /// Reads one JSON document.
  ///
  /// - Throws: ``JSONNodeError`` where the text is not JSON.
  package init(parsing text: String) throws(JSONNodeError) {
    try self.init(parsing: text.utf8)
  }

  /// The member of an object; nothing for other values or a missing member.
  package subscript(name: String) -> JSONNode? {
    if case .object(let members) = self { members[name] } else { nil }
  }

  /// The node as the value of a column: objects and arrays become compact JSON text.
  package var fieldValue: FieldValue {
    switch self {
    case .null: .null
    case .boolean(let flag): .boolean(flag)
    case .integer(let number): .integer(number)
    case .real(let number): .real(number)
    case .text(let text): .text(text)
    case .array, .object: .json(description)
    }
  }

  /// A column's value as JSON; text that claims to be JSON and is not stays text.
  package init(_ value: FieldValue) {
    switch value {
    case .null: self = .null
    case .boolean(let flag): self = .boolean(flag)
    case .integer(let number): self = .integer(number)
    case .real(let number): self = .real(number)
    case .text(let text): self = .text(text)
    case .json(let text): self = (try? JSONNode(parsing: text)) ?? .text(text)
    case .blob(let bytes): self = .text(Data(bytes).base64EncodedString())
    }
  }
}
