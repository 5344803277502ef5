import CatalogModel
import ReplicaStore

/// `product watch`: each sync asks a unit to report, for a day.
enum WatchWord {
  static let verb = Verb(
    "watch",
    operands: [Operand(kind: .key, arity: .optional, placeholder: "PRODUCT")],
    options: [.flag("explain", .planOption), .flag("stop", .stopWatchingOption)],
    help: .product
  ) { invocation, session in
    let (now, shown) = (session.context.clock(), try session.shownValues())
    guard let typed = invocation.operands.first else {
      return try session.replica().read { try WatchPage.page($0, at: now, shown) }
    }
    guard invocation.has("stop") else {
      return try DayPlanRun(invocation, session).answer(verb: invocation.verb.name) { planner in
        try WatchPlans.watch(typed, planner)
      }
    }
    guard !invocation.has("explain") else {
      throw ShellError(.optionClash, .optionsClash("--stop", "--explain"), exit: .usage)
    }
    return try session.replica().write(by: .engine) { writer in
      let planner = DayPlanner(
        reader: writer.reader,
        facts: FactReader(catalog: writer.layout.catalog, verb: invocation.verb.name),
        zone: session.context.zone,
        now: now
      )
      let units = try UnitFacts(planner.facts).units
      let key = try planner.row(typed, of: units).key
      try writer.watch(RowReference(resource: units.name, key: key), until: nil)
      return try WatchPage.page(writer.reader, at: now, shown)
    }
  }
}
