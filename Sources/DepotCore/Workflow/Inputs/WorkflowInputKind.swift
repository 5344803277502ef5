import CatalogModel

/// What an input takes, after the page *IRT Input Specifications* of the API's documents.
enum WorkflowInputKind: Sendable {
  /// A whole number within bounds; nil is no bound.
  case int(min: Int64? = nil, max: Int64? = nil)
  /// A number within bounds; `step` counts from `min`, or from zero.
  case float(min: Double? = nil, max: Double? = nil, step: Double? = nil)
  /// A short text: by length in characters, or one of a list.
  case string(minLength: Int = 0, maxLength: Int? = nil, options: [String] = [])
  case text(minLength: Int = 0)
  /// `%H:%M:%S`, `%Y-%m-%d` or `%Y-%m-%dT%H:%M:%SZ`.
  case datetime
  case selection(allowsSeveral: Bool, options: [WorkflowOption])

  var dataType: String {
    switch self {
    case .int: "int"
    case .float: "float"
    case .string: "string"
    case .text: "text"
    case .datetime: "datetime"
    case .selection: "selection"
    }
  }

  /// Why a value is not taken; nothing where it is.
  func objection(to value: JSONNode) -> String? {
    switch (self, value) {
    case (.int(let least, let most), .integer(let number)):
      return Self.outside(Double(number), least.map(Double.init), most.map(Double.init))
    case (.float(let least, let most, let step), .integer(let number)):
      return Self.objection(Double(number), least, most, step)
    case (.float(let least, let most, let step), .real(let number)):
      return Self.objection(number, least, most, step)
    case (.string(let least, let most, let options), .text(let text)):
      guard options.isEmpty || options.contains(text) else {
        return "must be one of \(options.joined(separator: ", "))"
      }
      return Self.length(text, least, most)
    case (.text(let least), .text(let text)): return Self.length(text, least, nil)
    case (.datetime, .text(let text)):
      return WorkflowMoment.isReadable(text) ? nil : "is no date or time"
    case (.selection(false, let options), .integer(let number)):
      return options.contains { $0.value == number } ? nil : "is not offered"
    case (.selection(true, let options), .array(let items)):
      let offered = Set(options.map { JSONNode.integer($0.value) })
      return items.allSatisfy(offered.contains) ? nil : "is not offered"
    default: return "must be of the type \(dataType)"
    }
  }

  /// The members that this kind adds to the specification.
  func members(in language: AnswerLanguage) -> [String: JSONNode] {
    var rules: [String: JSONNode] = [:]
    switch self {
    case .int(let least, let most):
      rules["min"] = least.map(JSONNode.integer)
      rules["max"] = most.map(JSONNode.integer)
    case .float(let least, let most, let step):
      rules["min"] = least.map(JSONNode.real)
      rules["max"] = most.map(JSONNode.real)
      rules["step"] = step.map(JSONNode.real)
    case .string(let least, let most, let options):
      if least > 0 { rules["minlength"] = .integer(Int64(least)) }
      rules["maxlength"] = most.map { .integer(Int64($0)) }
      if !options.isEmpty { rules["options"] = .array(options.map(JSONNode.text)) }
    case .text(let least):
      if least > 0 { rules["minlength"] = .integer(Int64(least)) }
    case .datetime: break
    case .selection(let allowsSeveral, let options):
      let shown = options.map { option in
        JSONNode.object([
          "label": .text(option.label.text(in: language)), "value": .integer(option.value),
        ])
      }
      return [
        "selection_type": .text(allowsSeveral ? "multi" : "single"), "options": .array(shown),
      ]
    }
    return rules.isEmpty ? [:] : ["validation_rules": .object(rules)]
  }

  private static func objection(
    _ number: Double,
    _ least: Double?,
    _ most: Double?,
    _ step: Double?
  ) -> String? {
    if let objection = outside(number, least, most) { return objection }
    guard let step else { return nil }
    let steps = (number - (least ?? 0)) / step
    return abs(steps - steps.rounded()) < 1e-6 ? nil : "must be a multiple of \(step)"
  }

  private static func outside(_ number: Double, _ least: Double?, _ most: Double?) -> String? {
    if let least, number < least { return "must be at least \(least)" }
    if let most, number > most { return "must be at most \(most)" }
    return nil
  }

  private static func length(_ text: String, _ least: Int, _ most: Int?) -> String? {
    let length = text.unicodeScalars.count
    if length < least { return "must have at least \(least) characters" }
    if let most, length > most { return "must have at most \(most) characters" }
    return nil
  }
}
