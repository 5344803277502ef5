import CatalogModel

/// What an input takes: its type and its rules, after the page *IRT Input Specifications* of the API.
package enum WorkflowRule: Sendable, Equatable {
  /// A whole number within bounds; nil is no bound.
  case int(min: Double?, max: Double?)
  /// A number within bounds; `step` counts from `min`, or from zero.
  case float(min: Double?, max: Double?, step: Double?)
  /// A text by its length in characters, or one of a list that is not empty.
  case string(min: Int, max: Int?, options: [WorkflowOption])
  /// A longer text, which may have more than one line.
  case text(min: Int, max: Int?)
  /// A time, a date, or both: `%H:%M:%S`, `%Y-%m-%d`, `%Y-%m-%dT%H:%M:%SZ`.
  case datetime
  /// One of the options, or any number of them.
  case selection(isMultiple: Bool, options: [WorkflowOption])
  /// A type that this program does not know: any JSON, and any text, is taken, and the server has the word.
  case any

  /// The word for a type, as the API has it.
  package enum Name: String, Sendable {
    case int, float, string, text, datetime, selection, any
  }

  /// The word for the type.
  package var name: Name {
    switch self {
    case .int: .int
    case .float: .float
    case .string: .string
    case .text: .text
    case .datetime: .datetime
    case .selection: .selection
    case .any: .any
    }
  }

  /// What may be chosen; empty where anything may be typed.
  package var options: [WorkflowOption] {
    switch self {
    case .string(_, _, let options), .selection(_, let options): options
    case .int, .float, .text, .datetime, .any: []
    }
  }

  /// Whether more than one may be chosen.
  package var isMultiple: Bool {
    if case .selection(let isMultiple, _) = self { isMultiple } else { false }
  }

  /// The rules of an input as `current_state` tells them; what is not understood is no rule.
  init(_ specification: JSONNode) {
    let rules = specification["validation_rules"] ?? .null
    let options = (specification["options"] ?? rules["options"])?.items.map(WorkflowOption.init)
    switch specification["data_type"]?.plainText.flatMap(Name.init) {
    case .int: self = .int(min: rules["min"]?.number, max: rules["max"]?.number)
    case .float:
      self = .float(
        min: rules["min"]?.number,
        max: rules["max"]?.number,
        step: rules["step"]?.number.flatMap { $0 > 0 ? $0 : nil }
      )
    case .string:
      self = .string(
        min: rules["minlength"]?.count ?? 0,
        max: rules["maxlength"]?.count,
        options: options ?? []
      )
    case .text: self = .text(min: rules["minlength"]?.count ?? 0, max: rules["maxlength"]?.count)
    case .datetime: self = .datetime
    case .selection:
      self = .selection(
        isMultiple: specification["selection_type"]?.plainText == "multi",
        options: options ?? []
      )
    case .any, nil: self = .any
    }
  }
}

extension JSONNode {
  /// The elements of an array; none of any other value.
  var items: [JSONNode] { if case .array(let items) = self { items } else { [] } }

  /// The members of an object; none of any other value.
  var members: [String: JSONNode] { if case .object(let members) = self { members } else { [:] } }

  /// The text; nothing for any other value.
  var plainText: String? { if case .text(let text) = self { text } else { nil } }

  /// The number; nothing for any other value.
  var number: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .real(let number): number
    default: nil
    }
  }

  /// The number as a count; nothing where it is none.
  var count: Int? { number.flatMap { Int(exactly: $0) } }
}
