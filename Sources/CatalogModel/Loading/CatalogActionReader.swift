/// Reads the actions of a catalog.
struct CatalogActionReader {
  /// The types a payload field may have beside those of a column.
  static let fieldTypes = Set(ColumnType.allCases.map(\.rawValue))
    .union(["object", "any", "integer-or-text"])
  static let methods: Set = ["DELETE", "GET", "POST", "PUT"]

  let document: CatalogDocument
  /// The catalog's resources by their names.
  let resources: [String: Resource]

  func actions() throws(CatalogError) -> [Action] {
    var actions: [Action] = []
    for entry in document.actions ?? [] { actions.append(try action(entry)) }
    // A queued action and a row are named in the same way, so their names must not meet.
    try CatalogValidation.requireDistinct(
      actions.map(\.name) + resources.keys.sorted(),
      at: "actions"
    )
    return actions
  }

  private func action(_ entry: CatalogDocument.ActionEntry) throws(CatalogError) -> Action {
    let name = try CatalogValidation.identifier(entry.name, at: "actions")
    let place = "actions.\(name)"
    guard Self.methods.contains(entry.method) else {
      throw CatalogError(code: .unknownWord, place: "\(place).method", subject: entry.method)
    }
    if let level = entry.permission, let levels = document.permissionLevels,
      !levels.contains(level)
    {
      throw CatalogError(code: .unknownWord, place: "\(place).permission", subject: level)
    }
    let path = try path(entry.path, at: "\(place).path")
    let subject = try subject(entry.subject, in: path, at: place)
    let otherPath = try otherPath(entry.otherPath, like: path, at: "\(place).otherPath")
    let payload = try fields(entry.payload ?? [], at: "\(place).payload")
    let effects = ActionEffectReader(
      entry: entry,
      place: place,
      subject: subject,
      payload: payload,
      resources: resources
    )
    let delivery: Action.Delivery = try CatalogValidation.word(
      entry.delivery,
      at: "\(place).delivery"
    )
    return Action(
      name: name,
      method: entry.method,
      path: path,
      otherPath: otherPath,
      subject: subject,
      permission: entry.permission,
      isAnonymous: entry.anonymous ?? false,
      payload: payload,
      isRepeatable: entry.repeatable,
      delivery: delivery,
      timeToLive: try effects.timeToLive(delivery),
      isFolded: entry.folds ?? false,
      carries: try effects.carries(),
      requirements: try effects.requirements(),
      move: try effects.move(),
      opened: try effects.opened(),
      confirmation: try effects.confirmation(),
      proof: try effects.proof()
    )
  }

  // The same call at another place: whatever the first path names, the other one names too.
  private func otherPath(
    _ text: String?,
    like path: String,
    at place: String
  ) throws(CatalogError) -> String? {
    guard let text else { return nil }
    let other = try self.path(text, at: place)
    let parameters = { (path: String) in path.split(separator: "/").filter { $0.hasPrefix("<") } }
    guard parameters(other) == parameters(path) else {
      throw CatalogValidation.malformed(place, .notOneParameter)
    }
    return other
  }

  // A path has one parameter at most, and the catalog says whose key it is.
  private func subject(
    _ name: String?,
    in path: String,
    at place: String
  ) throws(CatalogError) -> ActionSubject? {
    let parameters = path.split(separator: "/").filter { $0.hasPrefix("<") }
    guard let name else {
      if parameters.isEmpty { return nil }
      throw CatalogValidation.malformed("\(place).subject", .missingMember)
    }
    guard let resource = resources[name] else {
      throw CatalogError(code: .danglingReference, place: "\(place).subject", subject: name)
    }
    guard parameters.count == 1, let parameter = parameters.first else {
      throw CatalogValidation.malformed("\(place).subject", .notOneParameter)
    }
    return ActionSubject(parameter: String(parameter.dropFirst().dropLast()), resource: resource)
  }

  private func fields(
    _ entries: [CatalogDocument.FieldEntry],
    at place: String
  ) throws(CatalogError) -> [ActionField] {
    var fields: [ActionField] = []
    for entry in entries { fields.append(try field(entry, at: place)) }
    try CatalogValidation.requireDistinct(fields.map(\.name), at: place)
    return fields
  }

  private func field(
    _ entry: CatalogDocument.FieldEntry,
    at place: String
  ) throws(CatalogError) -> ActionField {
    let name = try fieldName(entry.name, at: place)
    guard Self.fieldTypes.contains(entry.type) else {
      throw CatalogError(code: .unknownWord, place: "\(place).\(name).type", subject: entry.type)
    }
    if let link = entry.link, resources[link] == nil {
      throw CatalogError(
        code: .danglingReference,
        place: "\(place).\(name).link",
        subject: link
      )
    }
    return ActionField(
      name: name,
      type: entry.type,
      isRequired: entry.required ?? false,
      options: entry.options ?? [],
      range: try entry.range.map { bounds throws(CatalogError) in
        try range(bounds, at: "\(place).\(name).range")
      },
      isSecret: entry.secret ?? false,
      link: entry.link
    )
  }

  /// A plain name, or words in angle brackets for a name that only the server knows.
  private func fieldName(_ text: String, at place: String) throws(CatalogError) -> String {
    guard text.hasPrefix("<"), text.hasSuffix(">") else {
      return try CatalogValidation.identifier(text, at: place)
    }
    let words = text.dropFirst().dropLast().split(separator: " ", omittingEmptySubsequences: false)
    guard words.allSatisfy({ CatalogValidation.isPathPart($0) }) else {
      throw CatalogError(code: .badIdentifier, place: place, subject: text)
    }
    return text
  }

  private func range(_ bounds: [Int], at place: String) throws(CatalogError) -> ClosedRange<Int> {
    guard bounds.count == 2, bounds[0] <= bounds[1] else {
      throw CatalogError(
        code: .malformed,
        place: place,
        subject: CatalogError.Flaw.notARange.rawValue
      )
    }
    return bounds[0]...bounds[1]
  }

  /// Plain parts, or parameters in angle brackets, each after a slash.
  private func path(_ text: String, at place: String) throws(CatalogError) -> String {
    let plain = text.split(separator: "/", omittingEmptySubsequences: false).map { part in
      part.hasPrefix("<") && part.hasSuffix(">") ? part.dropFirst().dropLast() : part
    }
    guard !text.isEmpty, plain.first == "",
      plain.dropFirst().allSatisfy({ CatalogValidation.isPathPart($0) })
    else { throw CatalogError(code: .badIdentifier, place: place, subject: text) }
    return text
  }
}
