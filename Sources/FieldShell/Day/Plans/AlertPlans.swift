import CatalogModel
import ReplicaStore

/// What the verbs about alerts do.
enum AlertPlans {
  /// The command that lists the alerts nobody has dismissed, newest first.
  ///
  /// - Throws: ``ShellError`` where the unit is not held or the catalog has no alerts.
  static func list(of typed: String?, _ planner: DayPlanner) throws -> [String] {
    let facts = try AlertFacts(planner.facts)
    var words = ["list", facts.alerts.name, facts.dismissed.name, "=", "null"]
    if let typed {
      let unit = try planner.row(typed, of: facts.unit.units).key
      words += [facts.alertUnit.name, "=", unit.description]
    }
    return words + ["--order", "-\(facts.started.name)"]
  }

  /// Asks for an alert to be dismissed, for a reason and a repair where they are given.
  ///
  /// - Throws: ``ShellError`` with code `already-done` where somebody dismissed it or asked for that, with
  ///   `not-offered` where the repair is of another unit.
  static func dismiss(
    _ typed: String,
    because reason: String,
    repair: String?,
    _ planner: DayPlanner
  ) throws -> DayPlan {
    let facts = try AlertFacts(planner.facts)
    let alert = try planner.row(typed, of: facts.alerts)
    try checkOpen(alert.key, alert.fields, facts, planner)
    var words = [facts.dismiss.name, alert.key.description]
    if !reason.isEmpty { words.append("\(facts.reason.name)=\(reason)") }
    if let repair {
      let found = try planner.row(repair, of: facts.repairs)
      guard found.fields[facts.repairUnit.name] == alert.fields[facts.alertUnit.name] else {
        throw ShellError(
          .notOffered,
          .repairOfAnotherUnit("\(found.key)", alert: "\(alert.key)")
        )
      }
      words.append("\(facts.repair.name)=\(found.key)")
    }
    return DayPlan(steps: [DayStep(command: .do, words: words.map(DayStep.Word.text))])
  }

  private static func checkOpen(
    _ key: RowKey,
    _ fields: RowFields,
    _ facts: AlertFacts,
    _ planner: DayPlanner
  ) throws {
    let row = RowReference(resource: facts.alerts.name, key: key)
    guard (fields[facts.dismissed.name] ?? .null).isNull else {
      throw ShellError(.alreadyDone, .alertDismissed("\(row)"))
    }
    let waiting = try planner.reader.calls().first { call in
      call.action == facts.dismiss && call.subject == row
    }
    if let waiting { throw ShellError(.alreadyDone, .alertWaits("\(row)", waiting.change)) }
  }
}
