/// What one column of a row has to hold, so that the row speaks of a call.
package enum ActionCondition: Sendable, Equatable {
  /// The call's own value of that name, where the call has one.
  case given(String)
  /// That value; null where the column has to be empty.
  case value(FieldValue)
  /// Anything but null.
  case filled

  /// A condition as the catalog writes it: `<name>`, `*`, or the value itself.
  init(_ node: JSONNode) {
    if case .text(let text) = node {
      if text == "*" {
        self = .filled
        return
      }
      if text.hasPrefix("<"), text.hasSuffix(">") {
        self = .given(String(text.dropFirst().dropLast()))
        return
      }
    }
    self = .value(node.fieldValue)
  }
}
