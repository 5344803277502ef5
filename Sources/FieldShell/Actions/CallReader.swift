import CatalogModel
import ReplicaStore

/// Reads what a person typed behind `do ACTION` as a call, by every rule that can be checked offline.
struct CallReader {
  let action: Action
  let reader: ReplicaReader
  /// The zone in which times are typed.
  let zone: LocalZone
  /// What a person should know although the call is accepted.
  private(set) var warnings: [Sentence] = []

  init(action: Action, reader: ReplicaReader, zone: LocalZone) {
    self.action = action
    self.reader = reader
    self.zone = zone
  }

  /// The action of a name.
  ///
  /// - Throws: ``ShellError`` with code `unknown-action`, or `not-allowed` for a step of a workflow.
  static func action(_ name: String, in catalog: Catalog) throws(ShellError) -> Action {
    guard let action = catalog.action(named: name) else {
      let nearest = NearestWord.suggestion(for: name, among: catalog.actions.map(\.name))
      throw ShellError(.unknownAction, .unknownAction(name, nearest: nearest), exit: .usage)
    }
    guard action.delivery != .workflow, !action.isAnonymous else {
      throw ShellError(.notAllowed, .actionNotByItself(name))
    }
    return action
  }

  /// The key of the subject and the payload.
  ///
  /// - Throws: ``ShellError`` naming the first word that does not fit, a field that is missing, or a rule
  ///   that forbids it.
  mutating func values(_ words: [String], secrets: RowFields = [:]) throws -> RowFields {
    var words = words[...]
    var values = secrets
    if let subject = action.subject {
      guard let typed = words.popFirst(), Assignment(typed) == nil else {
        throw ShellError(.missingOperand, .actionNeedsKey(action.name, subject), exit: .usage)
      }
      values[subject.parameter] = try key(typed, of: subject).value
    }
    for word in words { try read(word, into: &values) }
    let missing = action.payload.filter { $0.isRequired && !$0.isOpen && values[$0.name] == nil }
    guard missing.isEmpty else {
      throw ShellError(
        .missingField,
        .missingFields(missing.map(\.name), of: action.name),
        exit: .usage
      )
    }
    try checkRules(values)
    return values
  }

  private func key(_ text: String, of subject: ActionSubject) throws -> RowKey {
    guard let table = reader.layout.table(subject.resource) else {
      let typed = try EditReader.parsed(text, subject.column)
      guard let key = RowKey(typed) else {
        throw ShellError(.unknownKey, .badKey(text, in: subject.resource), exit: .usage)
      }
      return key
    }
    return try RowFinder(reader: reader).row(text, in: table).key
  }

  private mutating func read(_ word: String, into values: inout RowFields) throws {
    guard let assignment = Assignment(word) else {
      throw ShellError(.badValue, .notAnAssignment(word), exit: .usage)
    }
    guard let field = action.payload.first(where: { $0.name == assignment.column }) else {
      throw ShellError(
        .unknownField,
        .unknownField(assignment.column, of: action),
        exit: .usage
      )
    }
    guard values[field.name] == nil else {
      throw ShellError(.badValue, .columnTwice(field.name), exit: .usage)
    }
    values[field.name] = try value(assignment.value, of: field)
  }

  private mutating func value(_ text: String, of field: ActionField) throws -> FieldValue {
    if field.name == action.move?.field,
      let number = reader.layout.catalog.stateTransitions.numbers[text.uppercased()]
    {
      return .integer(Int64(number))
    }
    if field.link != nil,
      let table = field.column.link.flatMap({ reader.layout.table($0.resource) })
    {
      var edit = EditReader(table: table, reader: reader, zone: zone)
      let value = try edit.value(text, for: field.column)
      warnings += edit.warnings
      return value
    }
    if field.column.type == .datetime,
      let time = try TypedTime(zone: zone).value(text, for: field.column)
    {
      return time
    }
    do throws(ValueFault) {
      return try field.parsed(text)
    } catch {
      throw ShellError(
        .badValue,
        .badValue(text, column: field.name, fault: error),
        exit: .usage
      )
    }
  }

  private mutating func checkRules(_ values: RowFields) throws {
    if let method = ResourceMethod(rawValue: action.method),
      try reader.deniedRights().contains(DeniedRight(resource: action.name, method: method))
    {
      warnings.append(.learnedActionRefusal(action.name))
    }
    guard let subject = action.subject, let key = values[subject.parameter].flatMap(RowKey.init)
    else { return }
    let row = RowReference(resource: subject.resource, key: key)
    if let unmet = try reader.unmetRequirement(of: action, by: row) {
      throw ShellError(
        .notAllowed,
        .requirementUnmet(action.name, "\(row)", unmet.column, "\(unmet.needed)")
      )
    }
    try checkMove(of: row, values)
  }

  // Only what is known here can forbid it; the server has the last word.
  private func checkMove(of row: RowReference, _ values: RowFields) throws {
    guard let move = action.move, case .integer(let target)? = values[move.field],
      let state = try reader.state(of: row, by: move)
    else { return }
    let transitions = reader.layout.catalog.stateTransitions
    guard !transitions.allows(from: state, to: Int(clamping: target)) else { return }
    throw ShellError(
      .forbiddenTransition,
      .forbiddenTransition(
        "\(row)",
        from: transitions.name(of: state) ?? String(state),
        to: transitions.name(of: Int(clamping: target)) ?? String(target),
        allowed: transitions.followers[transitions.name(of: state) ?? ""] ?? []
      )
    )
  }
}
