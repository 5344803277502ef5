import CatalogModel

/// `help`: what the verbs are, and how each is typed.
enum HelpVerb {
  static let verb = Verb(
    "help",
    operands: [Operand(kind: .verb, arity: .optional, placeholder: "VERB")],
    help: .help
  ) { invocation, session in
    guard let name = invocation.operands.first else { return overview(session) }
    guard let verb = session.table[name] else { throw session.table.unknownVerb(name) }
    return page(of: verb, session.context.language)
  }

  private static func overview(_ session: Session) -> Answer {
    let verbs = session.table.verbs
    let language = session.context.language
    let rows = verbs.map {
      [TextTable.Cell("  \($0.name)", .strong), TextTable.Cell($0.help.summary)]
    }
    let columns = [
      TextTable.Column(.verbTitle, isWhole: true), TextTable.Column(.summaryTitle),
    ]
    return Answer(
      ["verbs": .array(verbs.map { json($0, language) })],
      [
        .line("fieldsync [--home DIR] [--json] VERB …", .strong), .line("", .plain),
        .sentence(.programSummary), .line("", .plain),
        .table(TextTable(columns: columns, rows: rows, hasTitles: false, isExplanation: true)),
        .line("", .plain),
        .sentence(.helpHint),
      ]
    )
  }

  private static func page(of verb: Verb, _ language: Language) -> Answer {
    var blocks: [Block] = [.sentence(Sentence(verbatim: "fieldsync \(verb.usage)"), .strong)]
    for paragraph in [verb.help.summary] + verb.help.details {
      blocks += [.line("", .plain), .sentence(paragraph)]
    }
    let options = verb.options + Option.common
    let rows = options.map {
      [TextTable.Cell("  \($0.usage)", .strong), TextTable.Cell($0.help)]
    }
    let columns = [
      TextTable.Column(.optionTitle, isWhole: true), TextTable.Column(.summaryTitle),
    ]
    blocks += [.line("", .plain), .sentence(.optionsHeading)]
    blocks.append(
      .table(TextTable(columns: columns, rows: rows, hasTitles: false, isExplanation: true))
    )
    if !verb.help.examples.isEmpty {
      blocks += [.line("", .plain), .sentence(.examplesHeading)]
      blocks += verb.help.examples.map { .line("  fieldsync \($0)", .plain) }
    }
    return Answer(["verb": json(verb, language)], blocks)
  }

  private static func json(_ verb: Verb, _ language: Language) -> JSONNode {
    .object([
      "name": .text(verb.name),
      "usage": .text(verb.usage),
      "summary": .text(verb.help.summary[language]),
      "options": .array((verb.options + Option.common).map { .text("--\($0.name)") }),
    ])
  }
}
