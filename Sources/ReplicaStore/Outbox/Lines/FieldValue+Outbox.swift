import CatalogModel
import Foundation

extension FieldValue {
  /// The value as an outbox keeps it: exactly, also where JSON has no word for it.
  ///
  /// Real numbers are texts in their shortest exact form, because a JSON number does not tell 1.0
  /// from 1 and knows no infinity; bytes are base64.
  var outboxNode: JSONNode {
    switch self {
    case .null: .null
    case .boolean(let flag): .integer(flag ? 1 : 0)
    case .integer(let number): .integer(number)
    case .real(let number): .object(["real": .text(String(number))])
    case .text(let text), .json(let text): .text(text)
    case .blob(let bytes): .object(["blob": .text(Data(bytes).base64EncodedString())])
    }
  }

  /// The value that an outbox kept; nothing where the node is none.
  init?(outbox node: JSONNode) {
    switch node {
    case .null: self = .null
    case .integer(let number): self = .integer(number)
    case .text(let text): self = .text(text)
    case .object(let members):
      if case .text(let digits)? = members["real"], let number = Double(digits) {
        self = .real(number)
      } else if case .text(let text)? = members["blob"], let data = Data(base64Encoded: text) {
        self = .blob([UInt8](data))
      } else {
        return nil
      }
    case .boolean, .real, .array: return nil
    }
  }
}
