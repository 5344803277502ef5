import CatalogModel
import ReplicaStore

extension RepairPlanner {
  /// The symptoms that things of a type can have.
  ///
  /// - Throws: ``ShellError`` with code `not-held` where the replica does not hold the table that tells.
  func symptoms(ofType type: RowKey?) throws -> [(key: RowKey, name: String)] {
    guard let type else { return [] }
    let rows = try planner.rows(
      of: facts.symptoms.offers,
      where: RowCondition(facts.symptoms.offerType.name, .equal, type.value)
    )
    return try Self.keys(facts.symptoms.offerWord, in: rows)
      .map { ($0, try planner.name($0, in: facts.symptoms.words.name)) }
  }

  /// The symptom that a person means, one that things of the type can have.
  ///
  /// - Throws: ``ShellError`` with code `not-offered`.
  func symptom(_ text: String, ofType type: RowKey?) throws -> RowKey {
    let keys = try symptoms(ofType: type).map(\.key)
    return try choice(text, among: keys, of: facts.symptoms.words) {
      .symptomNotOffered($0, facts.thing, allowed: $1)
    }
  }

  /// Adds symptoms to a repair.
  ///
  /// - Throws: ``ShellError`` with code `not-offered` for a symptom that things of its type cannot have,
  ///   with `already-done` for one that the repair has.
  func addSymptoms(_ texts: [String], to typed: String) throws -> DayPlan {
    let repair = try repair(typed)
    let type = try type(ofRepair: repair.fields)
    let chosen = try texts.map { try symptom($0, ofType: type) }
    try checkDistinct(chosen)
    for symptom in chosen where try !links(of: symptom, in: repair.key).isEmpty {
      throw ShellError(
        .alreadyDone,
        .symptomIsThere(
          try planner.name(symptom, in: facts.symptoms.words.name),
          "\(facts.repairs.name) \(repair.key)"
        )
      )
    }
    return DayPlan(
      steps: chosen.map { symptom in
        DayStep(
          command: .add,
          words: [
            .text(facts.symptoms.links.name),
            DayPlan.word(facts.symptoms.linkRepair, repair.key.description),
            DayPlan.word(facts.symptoms.linkWord, symptom.description),
          ]
        )
      }
    )
  }

  /// Takes symptoms from a repair.
  ///
  /// - Throws: ``ShellError`` with code `not-offered` for a symptom that the repair does not have.
  func removeSymptoms(_ texts: [String], from typed: String) throws -> DayPlan {
    let repair = try repair(typed).key
    let held = try planner.rows(
      of: facts.symptoms.links,
      where: RowCondition(facts.symptoms.linkRepair.name, .equal, repair.value)
    )
    let keys = Self.keys(facts.symptoms.linkWord, in: held)
    let chosen = try texts.map { text in
      try choice(text, among: keys, of: facts.symptoms.words) {
        .symptomNotThere($0, "\(facts.repairs.name) \(repair)", held: $1)
      }
    }
    try checkDistinct(chosen)
    let rows = try chosen.flatMap { try links(of: $0, in: repair) }
    return DayPlan(
      steps: rows.map { .plain(.delete, facts.symptoms.links.name, $0.description) }
    )
  }

  /// - Throws: ``ShellError`` with code `already-done` for a symptom that was named twice.
  func checkDistinct(_ symptoms: [RowKey]) throws {
    guard Set(symptoms).count == symptoms.count else {
      throw ShellError(.alreadyDone, .symptomTwice, exit: .usage)
    }
  }

  private func links(of symptom: RowKey, in repair: RowKey) throws -> [RowKey] {
    try planner.rows(
      of: facts.symptoms.links,
      where: RowCondition(facts.symptoms.linkRepair.name, .equal, repair.value),
      RowCondition(facts.symptoms.linkWord.name, .equal, symptom.value)
    ).compactMap { $0.key(in: facts.symptoms.links) }
  }
}
