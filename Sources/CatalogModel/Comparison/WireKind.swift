/// What kind of value came over the wire, whatever the catalog says.
package enum WireKind: String, Sendable, CaseIterable {
  case null
  case boolean
  case integer
  case real
  case text
  case object
  case array

  /// The kind of a value.
  package init(_ value: FieldValue) {
    self =
      switch value {
      case .null: .null
      case .boolean: .boolean
      case .integer: .integer
      case .real: .real
      case .text, .blob: .text
      case .json(let text): text.hasPrefix("[") ? .array : .object
      }
  }
}
