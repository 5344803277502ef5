/// One value that an action takes in its payload.
package struct ActionField: Sendable, Equatable {
  /// The member's name, or words in angle brackets where only the server knows the name.
  package let name: String
  /// The type as the catalog writes it: a column type, `object`, `any` or `integer-or-text`.
  package let type: String
  /// Whether the action is refused without it.
  package let isRequired: Bool
  /// The only values the documents allow; empty where any will do.
  package let options: [String]
  /// The least and the greatest number allowed.
  package let range: ClosedRange<Int>?
  /// Whether the value must never be stored, logged or exported.
  package let isSecret: Bool
  /// The resource whose key it is.
  package let link: String?

  /// Whether the member's name is the server's to say.
  package var isOpen: Bool { name.hasPrefix("<") }

  /// The field as a column, which checks, compares and stores its values.
  package var column: ResourceColumn {
    ResourceColumn(
      name: name,
      role: .data,
      type: ColumnType(rawValue: type) ?? .json,
      isNullable: !isRequired,
      link: link.map { ColumnLink(resource: $0, isSoft: false) },
      options: options,
      isSensitive: isSecret
    )
  }
}

extension ActionField {
  /// Reads what a person typed as a value of this field and checks it.
  ///
  /// - Throws: ``ValueFault`` naming the first rule that the text breaks.
  package func parsed(_ text: String) throws(ValueFault) -> FieldValue {
    switch type {
    case "object":
      guard case .object(let members)? = try? JSONNode(parsing: text) else {
        throw .wrongType(.json)
      }
      return JSONNode.object(members).fieldValue
    case "integer-or-text": return Int64(text).map(FieldValue.integer) ?? .text(text)
    // A text that is no JSON is meant as the text it is.
    case "any": return (try? JSONNode(parsing: text))?.fieldValue ?? .text(text)
    default: return try checked(try column.parsed(text))
    }
  }

  private func checked(_ value: FieldValue) throws(ValueFault) -> FieldValue {
    if let range, case .integer(let number) = value, !range.contains(Int(clamping: number)) {
      throw .outOfRange(range)
    }
    return value
  }
}
