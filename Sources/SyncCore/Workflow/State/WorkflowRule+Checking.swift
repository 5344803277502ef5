package import CatalogModel

extension WorkflowRule {
  /// How far from a step of its scale a number may be, because a decimal fraction is none in binary.
  private static let tolerance = 1e-6

  /// Checks a value as it would be sent.
  ///
  /// - Throws: ``WorkflowFault`` naming the first rule that it breaks.
  package func check(_ value: JSONNode) throws(WorkflowFault) {
    switch (self, value) {
    case (.int(let least, let most), .integer(let number)):
      try Self.check(Double(number), least, most)
    case (.float(let least, let most, let step), .integer),
      (.float(let least, let most, let step), .real):
      try Self.check(value.number ?? 0, least, most)
      try Self.check(value.number ?? 0, step, from: least ?? 0)
    case (.string(let least, let most, let options), .text(let text)):
      guard options.isEmpty || options.contains(where: { $0.value == value }) else {
        throw notOffered
      }
      if options.isEmpty { try Self.check(text, least, most) }
    case (.text(let least, let most), .text(let text)): try Self.check(text, least, most)
    case (.datetime, .text(let text)):
      guard Self.isMoment(text) else { throw .noMoment }
    case (.selection(false, let options), _):
      guard options.contains(where: { $0.value == value }) else { throw notOffered }
    case (.selection(true, let options), .array(let items)):
      guard items.allSatisfy({ item in options.contains { $0.value == item } }) else {
        throw notOffered
      }
    case (.any, _): break
    default: throw .wrongType(name)
    }
  }

  /// Reads what a person typed and checks it: options by what is sent for them or by what people read,
  /// several of them with commas between.
  ///
  /// - Throws: ``WorkflowFault`` naming the first rule that it breaks.
  package func parsed(_ text: String) throws(WorkflowFault) -> JSONNode {
    let value = try read(text)
    try check(value)
    return value
  }

  private func read(_ text: String) throws(WorkflowFault) -> JSONNode {
    switch self {
    case .int:
      guard let number = Int64(text) else { throw .wrongType(.int) }
      return .integer(number)
    case .float:
      // Where people write a decimal comma.
      guard let number = Double(text.contains(".") ? text : text.replacing(",", with: ".")),
        number.isFinite
      else { throw .wrongType(.float) }
      return Int64(exactly: number).map(JSONNode.integer) ?? .real(number)
    case .string(_, _, let options) where !options.isEmpty: return try option(text).value
    case .string, .text, .datetime: return .text(text)
    case .selection(false, _): return try option(text).value
    case .selection(true, _):
      var chosen: [JSONNode] = []
      for part in text.split(separator: ",") {
        let value = try option(String(part.trimmed)).value
        if !chosen.contains(value) { chosen.append(value) }
      }
      return .array(chosen)
    case .any: return (try? JSONNode(parsing: text)) ?? .text(text)
    }
  }

  private func option(_ text: String) throws(WorkflowFault) -> WorkflowOption {
    let found =
      options.first { $0.typed == text }
      ?? options.first { $0.label.lowercased() == text.lowercased() }
    guard let found else { throw notOffered }
    return found
  }

  private var notOffered: WorkflowFault {
    .notOffered(options.map { $0.label == $0.typed ? $0.label : "\($0.typed) \($0.label)" })
  }

  /// Whether a text has one of the three documented forms of a date or time.
  static func isMoment(_ text: String) -> Bool {
    switch text.utf8.count {
    case 8: NaiveTime("2000-01-01T\(text)") != nil
    case 10: NaiveTime(text) != nil
    case 20: text.hasSuffix("Z") && text.dropFirst(10).hasPrefix("T") && NaiveTime(text) != nil
    default: false
    }
  }

  private static func check(
    _ number: Double,
    _ least: Double?,
    _ most: Double?
  ) throws(WorkflowFault) {
    if let least, number < least { throw .below(least) }
    if let most, number > most { throw .above(most) }
  }

  private static func check(
    _ number: Double,
    _ step: Double?,
    from start: Double
  ) throws(WorkflowFault) {
    guard let step else { return }
    let steps = (number - start) / step
    guard abs(steps - steps.rounded()) < tolerance else { throw .offStep(step, from: start) }
  }

  private static func check(
    _ text: String,
    _ least: Int,
    _ most: Int?
  ) throws(WorkflowFault) {
    let length = text.unicodeScalars.count
    if length < least { throw .tooShort(least) }
    if let most, length > most { throw .tooLong(most) }
  }
}

extension Substring {
  /// The text without blanks around it.
  fileprivate var trimmed: Substring {
    let start = drop { $0 == " " }
    return start.dropLast(start.reversed().prefix { $0 == " " }.count)
  }
}
