extension ResourceColumn {
  /// Checks a value against the column's own rules and returns it in the form that goes on the wire.
  ///
  /// Links are not checked here: only a replica knows which rows exist.
  ///
  /// - Throws: ``ValueFault`` naming the first rule that the value breaks.
  package func checked(_ value: FieldValue) throws(ValueFault) -> FieldValue {
    if value.isNull {
      guard isNullable else { throw .nullNotAllowed }
      return value
    }
    let typed = try typed(value)
    guard case .text(let text) = typed else { return typed }
    guard !text.unicodeScalars.contains("\0") else { throw .notExact }
    if let maximumLength, text.unicodeScalars.count > maximumLength {
      throw .tooLong(maximum: maximumLength)
    }
    if !options.isEmpty, !options.contains(text) { throw .notAnOption(options) }
    return typed
  }

  /// Reads what a person typed as a value of this column and checks it; the word `null` is null.
  ///
  /// - Throws: ``ValueFault`` naming the first rule that the text breaks.
  package func parsed(_ text: String) throws(ValueFault) -> FieldValue {
    if text == "null" { return try checked(.null) }
    switch type {
    case .integer:
      guard let number = Int64(text) else { throw .wrongType(type) }
      return try checked(.integer(number))
    case .real:
      // Swift reads 0x10, nan and inf as numbers too, which nobody means who types a measurement.
      guard text.utf8.allSatisfy({ Self.decimal.contains($0) }), let number = Double(text) else {
        throw .wrongType(type)
      }
      return try checked(.real(number))
    case .boolean:
      guard let flag = Self.flags[text.lowercased()] else { throw .wrongType(type) }
      return .boolean(flag)
    case .json, .array:
      guard let node = try? JSONNode(parsing: text) else { throw .wrongType(type) }
      return try checked(node.fieldValue)
    case .text, .date, .datetime, .interval, .binary:
      return try checked(.text(text))
    }
  }

  private static let decimal = Set("0123456789+-.eE".utf8)
  private static let flags = [
    "true": true, "yes": true, "oui": true, "1": true,
    "false": false, "no": false, "non": false, "0": false,
  ]

  private func typed(_ value: FieldValue) throws(ValueFault) -> FieldValue {
    switch (type, value) {
    case (_, .blob): throw .notExact
    case (.integer, .integer), (.boolean, .boolean), (.text, .text), (.binary, .text),
      (.interval, .text), (.interval, .integer):
      return value
    case (.integer, .real(let number)):
      guard let whole = Int64(exactly: number) else { throw .wrongType(type) }
      return .integer(whole)
    case (.real, .integer(let number)):
      guard let real = Double(exactly: number) else { throw .notExact }
      return .real(real)
    case (.real, .real(let number)), (.interval, .real(let number)):
      guard number.isFinite else { throw .notExact }
      return value
    case (.boolean, .integer(let number)):
      guard number == 0 || number == 1 else { throw .wrongType(type) }
      return .boolean(number == 1)
    case (.date, .text(let text)):
      guard NaiveTime(text) != nil else { throw .wrongType(type) }
      return .text(String(text.prefix(10)))
    case (.datetime, .text(let text)):
      guard let time = NaiveTime(text) else { throw .wrongType(type) }
      return .text(time.description)
    case (.array, .json(let text)):
      guard text.hasPrefix("[") else { throw .wrongType(type) }
      return value
    case (.json, .real(let number)):
      guard number.isFinite else { throw .notExact }
      return value
    case (.json, _): return value
    default: throw .wrongType(type)
    }
  }
}
