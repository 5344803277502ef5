/// Reads what an action does: how long it waits, what it needs, and where its effect shows.
struct ActionEffectReader {
  let entry: CatalogDocument.ActionEntry
  /// The action's place in the document.
  let place: String
  let subject: ActionSubject?
  let payload: [ActionField]
  /// The catalog's resources by their names.
  let resources: [String: Resource]

  private static let secondsPerHour = 3_600.0

  // Whatever waits has to know for how long, and nothing secret waits.
  func timeToLive(_ delivery: Action.Delivery) throws(CatalogError) -> Double? {
    let here = "\(place).timeToLiveHours"
    guard delivery != .online else {
      if entry.timeToLiveHours == nil { return nil }
      throw CatalogValidation.malformed(here, .neverWaits)
    }
    if let secret = payload.first(where: \.isSecret) {
      throw CatalogValidation.malformed("\(place).payload.\(secret.name).secret", .secretWaits)
    }
    guard let hours = entry.timeToLiveHours else {
      throw CatalogValidation.malformed(here, .missingMember)
    }
    guard hours > 0 else { throw CatalogValidation.malformed(here, .tooSmall) }
    return Double(hours) * Self.secondsPerHour
  }

  // Only what refers to the subject can be told to be its own.
  func carries() throws(CatalogError) -> [String] {
    for name in entry.carries ?? [] {
      let links = resources[name]?.columns.contains { $0.link?.resource == subject?.resource }
      guard subject != nil, links == true else { throw dangling(name, "carries") }
    }
    return entry.carries ?? []
  }

  func requirements() throws(CatalogError) -> [String: FieldValue] {
    guard let node = entry.requires else { return [:] }
    guard case .object(let members) = node else {
      throw CatalogValidation.malformed("\(place).requires", .otherKind)
    }
    for (name, _) in members.sorted(by: { $0.key < $1.key }) {
      _ = try subjectColumn(name, "requires")
    }
    return members.mapValues(\.fieldValue)
  }

  func move() throws(CatalogError) -> StateMove? {
    guard let move = entry.moves else { return nil }
    guard payload.contains(where: { $0.name == move.field && $0.type == "integer" }) else {
      throw dangling(move.field, "moves.field")
    }
    try requireColumn(move.column, behind: move.link, "moves")
    return StateMove(field: move.field, link: move.link, column: move.column)
  }

  func opened() throws(CatalogError) -> OpenedRow? {
    guard let opens = entry.opens else { return nil }
    guard resources[opens.resource]?.keyAssignment == .server else {
      throw dangling(opens.resource, "opens.resource")
    }
    let member = try CatalogValidation.identifier(opens.member, at: "\(place).opens.member")
    return OpenedRow(resource: opens.resource, member: member)
  }

  func confirmation() throws(CatalogError) -> UnitConfirmation? {
    guard let confirmation = entry.confirmation else { return nil }
    if let link = confirmation.link {
      try requireColumn(confirmation.column, behind: link, "confirmation")
    } else {
      _ = try subjectColumn(confirmation.column, "confirmation.column")
    }
    return UnitConfirmation(
      link: confirmation.link,
      column: confirmation.column,
      value: confirmation.value?.fieldValue
    )
  }

  func proof() throws(CatalogError) -> ActionProof? {
    switch entry.proof {
    case .word(let word):
      guard word == "none" else {
        throw CatalogError(code: .unknownWord, place: "\(place).proof", subject: word)
      }
      return nil
    case .trace(let kind, let name, let conditions, let absent):
      guard let resource = resources[name] else { throw dangling(name, "proof.resource") }
      return ActionProof(
        kind: try CatalogValidation.word(kind, at: "\(place).proof.kind"),
        resource: name,
        conditions: try self.conditions(conditions, of: resource, "proof.where"),
        absent: try self.conditions(absent, of: resource, "proof.without")
      )
    }
  }

  private func conditions(
    _ node: JSONNode?,
    of resource: Resource,
    _ member: String
  ) throws(CatalogError) -> [String: ActionCondition] {
    guard let node else { return [:] }
    guard case .object(let members) = node else {
      throw CatalogValidation.malformed("\(place).\(member)", .otherKind)
    }
    var found: [String: ActionCondition] = [:]
    for (name, node) in members.sorted(by: { $0.key < $1.key }) {
      guard resource.column(name) != nil else { throw dangling(name, member) }
      let condition = ActionCondition(node)
      if case .given(let value) = condition, !isGiven(value) {
        throw dangling(value, "\(member).\(name)")
      }
      found[name] = condition
    }
    return found
  }

  // A call has its subject's key and its payload; a step of a workflow also what it hangs on.
  private func isGiven(_ name: String) -> Bool {
    name == subject?.parameter || payload.contains { $0.name == name }
      || entry.delivery == Action.Delivery.workflow.rawValue && StepColumn(rawValue: name) != nil
  }

  private func requireColumn(
    _ name: String,
    behind link: String,
    _ member: String
  ) throws(CatalogError) {
    let column = try subjectColumn(link, "\(member).link")
    guard let target = (column.link?.resource).flatMap({ resources[$0] }) else {
      throw dangling(link, "\(member).link")
    }
    guard target.column(name) != nil else { throw dangling(name, "\(member).column") }
  }

  private func subjectColumn(
    _ name: String,
    _ member: String
  ) throws(CatalogError) -> ResourceColumn {
    guard let column = (subject?.resource).flatMap({ resources[$0] })?.column(name) else {
      throw dangling(name, member)
    }
    return column
  }

  private func dangling(_ subject: String, _ member: String) -> CatalogError {
    CatalogError(code: .danglingReference, place: "\(place).\(member)", subject: subject)
  }
}
