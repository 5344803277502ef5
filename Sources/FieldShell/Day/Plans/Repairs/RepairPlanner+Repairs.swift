import CatalogModel
import ReplicaStore

extension RepairPlanner {
  /// Opens a repair of a thing, with the symptoms that are known already.
  ///
  /// - Throws: ``ShellError`` with code `already-done` where a repair of the thing is open here, with
  ///   `not-offered` for a symptom that things of its type cannot have.
  func open(_ typed: String, symptoms: [String]) throws -> DayPlan {
    let thing = try planner.row(typed, of: facts.things)
    if let key = try openRepairs(of: thing.key).first?.key(in: facts.repairs) {
      throw ShellError(
        .alreadyDone,
        .repairIsOpen("\(facts.repairs.name) \(key)", of: "\(facts.things.name) \(thing.key)")
      )
    }
    let words: [DayStep.Word] = [
      .text(facts.repairs.name), DayPlan.word(facts.repairThing, thing.key.description),
      DayPlan.word(facts.arrived, planner.today), DayPlan.word(facts.pending, "true"),
    ]
    let type = type(ofThing: thing.fields)
    var plan = DayPlan(steps: [DayStep(command: .add, words: words)])
    let chosen = try symptoms.map { try symptom($0, ofType: type) }
    try checkDistinct(chosen)
    plan.steps += chosen.map { symptom in
      DayStep(
        command: .add,
        words: [
          .text(facts.symptoms.links.name),
          .added(column: facts.symptoms.linkRepair.name, step: 0),
          DayPlan.word(facts.symptoms.linkWord, symptom.description),
        ]
      )
    }
    propose(try self.symptoms(ofType: type).filter { !chosen.contains($0.key) }, in: &plan)
    return plan
  }

  /// The symptoms to choose from for a repair that can be opened.
  ///
  /// - Throws: as ``open(_:symptoms:)`` does where it cannot be.
  func offered(to typed: String) throws -> [(key: RowKey, name: String)] {
    _ = try open(typed, symptoms: [])
    let thing = try planner.row(typed, of: facts.things)
    return try symptoms(ofType: type(ofThing: thing.fields))
  }

  /// Closes a repair: today, with what came of it where that is said.
  ///
  /// - Throws: ``ShellError`` with code `already-done` where it is closed.
  func close(_ typed: String, outcome: String, process: String?) throws -> DayPlan {
    let repair = try repair(typed)
    let row = RowReference(resource: facts.repairs.name, key: repair.key)
    guard (repair.fields[facts.finished.name] ?? .null).isNull else {
      throw ShellError(.alreadyDone, .repairIsClosed("\(row)"))
    }
    var words: [DayStep.Word] = [
      .text(row.resource), .text(row.key.description),
      DayPlan.word(facts.finished, planner.today), DayPlan.word(facts.pending, "false"),
    ]
    if let process { words.append(DayPlan.word(facts.process, process)) }
    if !outcome.isEmpty, let column = facts.outcome {
      words.append(DayPlan.word(column, outcome))
    }
    return DayPlan(steps: [DayStep(command: .set, words: words)])
  }

  /// The command that lists the repairs that are open, or all of them, newest first.
  ///
  /// - Throws: ``ShellError`` where the thing is not held.
  func list(of typed: String?, withClosed: Bool) throws -> [String] {
    var words = ["list", facts.repairs.name]
    if let typed {
      let thing = try planner.row(typed, of: facts.things).key
      words += [facts.repairThing.name, "=", thing.description]
    }
    if !withClosed { words += [facts.finished.name, "=", "null"] }
    return words + ["--order", "-\(facts.arrived.name)"]
  }

  private func propose(_ rows: [(key: RowKey, name: String)], in plan: inout DayPlan) {
    plan.members["proposed"] = .array(rows.map(Self.json))
    guard !rows.isEmpty else { return }
    plan.closing = [.sentence(.symptomsProposed(rows.map(Self.listed), facts.thing), .dim)]
  }
}
