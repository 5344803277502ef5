import CatalogModel
import ReplicaStore

/// `alert`: what the units report, and that somebody saw to it.
enum AlertVerb {
  static let verb = VerbFamily.verb("alert", words: [list, dismiss], help: .alert)

  private static let explain = Option.flag("explain", .planOption)

  private static let list = Verb(
    "list",
    operands: [Operand(kind: .key, arity: .optional, placeholder: "PRODUCT")],
    options: [explain],
    help: .alert
  ) { invocation, session in
    let reading = DayReading(invocation, session)
    var answer = try await reading.answer(verb: invocation.verb.name) { planner in
      try AlertPlans.list(of: invocation.operands.first, planner)
    }
    guard !reading.isExplanation else { return answer }
    let waiting = try session.replica().read { reader in
      let facts = FactReader(catalog: reader.layout.catalog, verb: invocation.verb.name)
      let dismiss = try AlertFacts(facts).dismiss
      return try reader.calls().filter { $0.action == dismiss }.compactMap(\.subject?.key).sorted()
    }
    if !waiting.isEmpty {
      answer.warnings.append(.alertsWaiting(waiting.map(\.description)))
    }
    return answer
  }

  private static let dismiss = Verb(
    "dismiss",
    operands: [
      Operand(kind: .key, arity: .one, placeholder: "ALERT"),
      Operand(kind: .word, arity: .many, placeholder: "REASON"),
    ],
    options: [.value("repair", "REPAIR", .alertRepairOption), explain],
    help: .alert
  ) { invocation, session in
    try DayPlanRun(invocation, session).answer(verb: invocation.verb.name) { planner in
      try AlertPlans.dismiss(
        invocation.operand(0),
        because: invocation.text(from: 1),
        repair: invocation.value("repair"),
        planner
      )
    }
  }
}
