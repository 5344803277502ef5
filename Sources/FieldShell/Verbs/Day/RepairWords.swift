import CatalogModel
import ReplicaStore

/// The words of the verbs about repairs, of units or of appliances.
struct RepairWords {
  let names: RepairFacts.Names
  /// The help of all of them; that of each verb about units where there is none.
  var help: HelpText?

  private static let repair = Operand(kind: .key, arity: .one, placeholder: "REPAIR")
  private static let explain = Option.flag("explain", .planOption)

  /// What can be done with a repair.
  var repairs: [Verb] { [open, show, close, list] }

  /// What can be done with the symptoms of a repair.
  var symptoms: [Verb] {
    [
      symptomWord("add") { try $0.addSymptoms($1, to: $2) },
      symptomWord("remove") { try $0.removeSymptoms($1, from: $2) },
    ]
  }

  /// What can be done with the parts of a repair.
  var parts: [Verb] {
    let old = Operand(kind: .word, arity: .one, placeholder: "OLD")
    let new = Operand(kind: .word, arity: .one, placeholder: "NEW")
    let replace = word("replace", [Self.repair, old, new], .part) { planner, typed in
      try planner.replacePart(typed.operand(1), by: typed.operand(2), in: typed.operand(0))
    }
    // Where no table tells which types of part are in a type of thing, none can be proposed.
    guard names.parts.offers != nil else { return [replace] }
    return [
      replace,
      word("add", [Self.repair, new], .part) { planner, typed in
        try planner.addPart(typed.operand(1), to: typed.operand(0))
      },
    ]
  }

  private var open: Verb {
    let operands = [
      Operand(kind: .key, arity: .one, placeholder: names.thing.placeholder),
      Operand(kind: .word, arity: .many, placeholder: "SYMPTOM"),
    ]
    let names = names
    return Verb("open", operands: operands, options: [Self.explain], help: help ?? .repair) {
      invocation,
      session in
      var symptoms = Array(invocation.operands.dropFirst())
      let asks = symptoms.isEmpty && session.asksPeople && !invocation.has("explain")
      if asks {
        let offered = try DayReading(invocation, session).offered(verb: invocation.verb.name) {
          try RepairPlanner(names, $0).offered(to: invocation.operand(0))
        }
        symptoms = SymptomChoice(offered: offered, thing: names.thing).ask(session).map(
          \.description
        )
      }
      return try DayPlanRun(invocation, session).answer(verb: invocation.verb.name) { planner in
        var plan = try RepairPlanner(names, planner).open(invocation.operand(0), symptoms: symptoms)
        // What was just proposed is not proposed again.
        if asks { plan.closing = [] }
        return plan
      }
    }
  }

  private var close: Verb {
    let outcome = names.outcome.map { _ in
      Operand(kind: .word, arity: .many, placeholder: "OUTCOME")
    }
    let operands = [Self.repair] + [outcome].compactMap(\.self)
    let process = Option.value("process", "PROCESS", .processOption)
    return word("close", operands, .repair, options: [process]) { planner, typed in
      try planner.close(
        typed.operand(0),
        outcome: typed.text(from: 1),
        process: typed.value("process")
      )
    }
  }

  private var show: Verb {
    let names = names
    return Verb("show", operands: [Self.repair], options: [Self.explain], help: help ?? .repair) {
      invocation,
      session in
      let shown = try session.shownValues()
      return try DayReading(invocation, session).page(verb: invocation.verb.name) { planner in
        let planner = try RepairPlanner(names, planner)
        return try RepairPage.page(invocation.operand(0), planner, shown)
      }
    }
  }

  private var list: Verb {
    let names = names
    return Verb(
      "list",
      operands: [Operand(kind: .key, arity: .optional, placeholder: names.thing.placeholder)],
      options: [.flag("all", .closedOption), Self.explain],
      help: help ?? .repair
    ) { invocation, session in
      try await DayReading(invocation, session).answer(verb: invocation.verb.name) { planner in
        try RepairPlanner(names, planner).list(
          of: invocation.operands.first,
          withClosed: invocation.has("all")
        )
      }
    }
  }

  private func symptomWord(
    _ name: String,
    _ plan: @escaping @Sendable (RepairPlanner, [String], String) throws -> DayPlan
  ) -> Verb {
    let first = Operand(kind: .word, arity: .one, placeholder: "SYMPTOM")
    let more = Operand(kind: .word, arity: .many, placeholder: "SYMPTOM")
    return word(name, [Self.repair, first, more], .symptom) { planner, typed in
      try plan(planner, Array(typed.operands.dropFirst()), typed.operand(0))
    }
  }

  private func word(
    _ name: String,
    _ operands: [Operand],
    _ help: HelpText,
    options: [Option] = [],
    _ plan: @escaping @Sendable (RepairPlanner, Invocation) throws -> DayPlan
  ) -> Verb {
    let names = names
    return Verb(
      name,
      operands: operands,
      options: options + [Self.explain],
      help: self.help ?? help
    ) {
      invocation,
      session in
      try DayPlanRun(invocation, session).answer(verb: invocation.verb.name) { planner in
        try plan(RepairPlanner(names, planner), invocation)
      }
    }
  }
}
