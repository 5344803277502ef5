import CatalogModel
import RemoteAPI
import ReplicaStore
import SyncCore

/// `workflow`: what the server asks of a repair, state by state.
enum WorkflowVerb {
  static let verb = VerbFamily.verb("workflow", words: [show, fill, event, open], help: .workflow)

  private static let repair = Operand(kind: .key, arity: .one, placeholder: "REPAIR")

  private static let show = Verb("show", operands: [repair], help: .workflow) {
    invocation,
    session in
    let shown = try session.shownValues()
    return try session.replica().read { reader in
      let planner = try planner(reader, invocation, session)
      let place = try planner.place(invocation.operand(0))
      return WorkflowPage(place: place, row: planner.name(place.repair), shown: shown).answer
    }
  }

  private static let fill = Verb(
    "fill",
    operands: [repair, Operand(kind: .field, arity: .many, placeholder: "IDENT=VALUE")],
    help: .workflow
  ) { invocation, session in
    let words = Array(invocation.operands.dropFirst())
    guard words.isEmpty else {
      return try capture(invocation, session) { try $0.fill(invocation.operand(0), words) }
    }
    guard session.asksPeople else {
      throw ShellError(.missingOperand, .fillNeedsWords, exit: .usage)
    }
    return try WorkflowForm(session: session, typed: invocation.operand(0)).run { reader in
      try planner(reader, invocation, session)
    } capture: { work in
      try capture(invocation, session, work)
    }
  }

  private static let event = Verb(
    "event",
    operands: [
      repair, Operand(kind: .word, arity: .one, placeholder: "EVENT"),
      Operand(kind: .field, arity: .many, placeholder: "IDENT=VALUE"),
    ],
    help: .workflow
  ) { invocation, session in
    try capture(invocation, session) { capture in
      try capture.event(
        invocation.operand(0),
        invocation.operand(1),
        Array(invocation.operands.dropFirst(2))
      )
    }
  }

  private static let open = Verb(
    "open",
    operands: [Operand(kind: .key, arity: .one, placeholder: "PRODUCT")],
    help: .workflow
  ) { invocation, session in
    let (now, shown) = (session.context.clock(), try session.shownValues())
    let permission = try session.server().account?.permissions ?? ""
    return try session.replica().write(by: .person(now: now)) { writer in
      let planner = try planner(writer.reader, invocation, session)
      return try RepairOpening(
        planner: planner,
        writer: writer,
        facts: OpeningFacts(planner.planner.facts),
        now: now,
        shown: shown,
        permission: permission
      ).open(invocation.operand(0))
    }
  }

  private static func capture(
    _ invocation: Invocation,
    _ session: Session,
    _ work: (StepCapture) throws -> Answer
  ) throws -> Answer {
    let now = session.context.clock()
    return try session.replica().write(by: .person(now: now)) { writer in
      let planner = try planner(writer.reader, invocation, session)
      return try work(StepCapture(planner: planner, writer: writer, now: now))
    }
  }

  private static func planner(
    _ reader: ReplicaReader,
    _ invocation: Invocation,
    _ session: Session
  ) throws -> WorkflowPlanner {
    try WorkflowPlanner(
      DayPlanner(
        reader: reader,
        facts: FactReader(catalog: reader.layout.catalog, verb: invocation.verb.name),
        zone: session.context.zone,
        now: session.context.clock()
      ),
      language: session.context.language
    )
  }
}
