import CatalogModel
import ReplicaStore

/// `product`: one unit, as a technician works on it.
enum ProductVerb {
  static let verb = VerbFamily.verb(
    "product",
    words: [show, state, enable, disable, note, parts, WatchWord.verb],
    help: .product
  )

  private static let unit = Operand(kind: .key, arity: .one, placeholder: "PRODUCT")
  private static let explain = Option.flag("explain", .planOption)

  private static let show = Verb("show", operands: [unit], options: [explain], help: .product) {
    invocation,
    session in
    try await DayReading(invocation, session).answer(verb: invocation.verb.name) { planner in
      let unit = try UnitFacts(planner.facts)
      return ["scan", try planner.row(invocation.operand(0), of: unit.units).key.description]
    }
  }

  private static let state = Verb(
    "state",
    operands: [unit, Operand(kind: .word, arity: .optional, placeholder: "STATE")],
    options: [explain],
    help: .product
  ) { invocation, session in
    let (typed, target) = (invocation.operand(0), invocation.operands.dropFirst().first)
    guard let target else {
      return try DayReading(invocation, session).page(verb: invocation.verb.name) { planner in
        try UnitStatePage.page(typed, planner)
      }
    }
    return try DayPlanRun(invocation, session).answer(verb: invocation.verb.name) { planner in
      try UnitPlans.change(of: typed, to: target, planner)
    }
  }

  private static let enable = Verb("enable", operands: [unit], options: [explain], help: .product) {
    invocation,
    session in
    try DayPlanRun(invocation, session).answer(verb: invocation.verb.name) { planner in
      try UnitPlans.turning(on: true, invocation.operand(0), planner)
    }
  }

  private static let disable = Verb(
    "disable",
    operands: [unit],
    options: [explain],
    help: .product
  ) { invocation, session in
    try DayPlanRun(invocation, session).answer(verb: invocation.verb.name) { planner in
      try UnitPlans.turning(on: false, invocation.operand(0), planner)
    }
  }

  private static let note = Verb(
    "note",
    operands: [unit, Operand(kind: .rest, arity: .many, placeholder: "TEXT")],
    options: [explain],
    help: .product
  ) { invocation, session in
    try DayPlanRun(invocation, session).answer(verb: invocation.verb.name) { planner in
      try UnitPlans.note(invocation.text(from: 1), on: invocation.operand(0), planner)
    }
  }

  private static let parts = Verb("parts", operands: [unit], options: [explain], help: .product) {
    invocation,
    session in
    let shown = try session.shownValues()
    return try DayReading(invocation, session).page(verb: invocation.verb.name) { planner in
      try FittedPartsPage.page(invocation.operand(0), planner, shown)
    }
  }
}
