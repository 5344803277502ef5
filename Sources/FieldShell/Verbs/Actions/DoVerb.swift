import CatalogModel
import RemoteAPI
import ReplicaStore

/// `do`: something the server does beside rows, queued or at once.
enum DoVerb {
  static let verb = Verb(
    "do",
    operands: [
      Operand(kind: .action, arity: .one, placeholder: "ACTION"),
      Operand(kind: .key, arity: .optional, placeholder: "KEY"),
      Operand(kind: .field, arity: .many, placeholder: "FIELD=VALUE"),
    ],
    options: [
      .flag("explain", .explainOption), .flag("held", .heldOption),
      .flag("secrets-stdin", .secretsOption),
    ],
    help: .do
  ) { invocation, session in
    let replica = try session.replica()
    let action = try CallReader.action(invocation.operand(0), in: replica.layout.catalog)
    let words = Array(invocation.operands.dropFirst())
    try SecretFields.check(words, for: action)
    if invocation.has("held"), !action.isRead {
      throw ShellError(.optionClash, .nothingHeld(action.name), exit: .usage)
    }
    if action.delivery == .queued, !invocation.has("explain") {
      let (now, shown) = (session.context.clock(), try session.shownValues())
      return try replica.write(by: .person(now: now)) { writer in
        try queue(action, words, writer, zone: session.context.zone, now: now, shown)
      }
    }
    let secrets =
      invocation.has("explain") ? nil : try SecretFields(of: action, invocation, session)
    let (values, warnings) = try replica.read { reader in
      var call = CallReader(action: action, reader: reader, zone: session.context.zone)
      let known = secrets?.values ?? SecretFields.placeholders(of: action)
      return (try call.values(words, secrets: known), call.warnings)
    }
    var answer =
      invocation.has("explain")
      ? CallPage.explanation(action, values)
      : try await OnlineCall(action: action, values: values, session: session)
        .answer(held: invocation.has("held"), replica)
    answer.warnings = warnings + answer.warnings
    return answer
  }

  /// Queues a call of an action that may wait, in the writer's transaction.
  ///
  /// - Throws: ``ShellError`` naming the word that does not fit, or the rule that forbids the call; the
  ///   transaction must not go on then.
  static func queue(
    _ action: Action,
    _ words: [String],
    _ writer: ReplicaWriter,
    zone: LocalZone,
    now: NaiveTime,
    _ shown: ShownValues
  ) throws -> Answer {
    var reader = CallReader(action: action, reader: writer.reader, zone: zone)
    let values = try reader.values(words)
    let (call, isFolded) = try writer.queue(action, values, now: now)
    let fate = try EditFate(of: call.row, writer.reader)
    let until = call.validity.map { shown.momentWithZone($0.upperBound) } ?? ""
    let said: Sentence =
      fate.sentence(of: call.row).map { .callWaits("\(call.row)", $0) }
      ?? (isFolded ? .callFolded("\(call.row)", until: until) : .callQueued("\(call.row)", until))
    var answer = Answer(
      CallPage.members(action, values).merging([
        "state": .text("queued"), "change": .integer(call.change), "folded": .boolean(isFolded),
        "expires_at": call.validity.map { .text($0.upperBound.description) } ?? .null,
        "blocked": fate.json,
      ]) { $1 },
      [.sentence(said, fate.obstacle == nil ? .good : .warning)]
    )
    answer.warnings = reader.warnings
    return answer
  }
}
