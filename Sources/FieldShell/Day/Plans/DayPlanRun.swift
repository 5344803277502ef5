import CatalogModel
import ReplicaStore

/// Carries a plan out, or only says it.
///
/// All steps are captured in one transaction. To say a plan, it is carried out and taken back, so that
/// what is said has passed every check and names the very keys.
struct DayPlanRun {
  let session: Session
  /// Whether nothing is to be done.
  let isExplanation: Bool

  /// What a command line asks for.
  init(_ invocation: Invocation, _ session: Session) {
    self.session = session
    isExplanation = invocation.has("explain")
  }

  private struct TakenBack: Error {
    let answer: Answer
  }

  /// What came of the plan.
  ///
  /// - Throws: ``ShellError`` for what does not fit; then nothing of the plan is captured.
  func answer(verb: String, _ plan: (DayPlanner) throws -> DayPlan) throws -> Answer {
    let (now, shown) = (session.context.clock(), try session.shownValues())
    let replica = try session.replica()
    do {
      return try replica.write(by: .person(now: now)) { writer in
        let planner = DayPlanner(
          reader: writer.reader,
          facts: FactReader(catalog: writer.layout.catalog, verb: verb),
          zone: session.context.zone,
          now: now
        )
        let plan = try plan(planner)
        let answer = try page(plan, performed(plan, writer, now: now, shown))
        guard !isExplanation else { throw TakenBack(answer: answer) }
        return answer
      }
    } catch let takenBack as TakenBack {
      return takenBack.answer
    }
  }

  private typealias Done = (words: [String], answer: Answer)

  private func performed(
    _ plan: DayPlan,
    _ writer: ReplicaWriter,
    now: NaiveTime,
    _ shown: ShownValues
  ) throws -> [Done] {
    var keys: [RowKey?] = []
    if let watch = plan.watch { try writer.watch(watch.unit, until: watch.until) }
    return try plan.steps.map { step in
      let words = step.words(keys)
      let edit = try capture(step.command, words, writer, now: now, shown)
      keys.append(edit.key)
      return ([step.command.rawValue] + words, edit.answer)
    }
  }

  private func capture(
    _ command: DayStep.Command,
    _ words: [String],
    _ writer: ReplicaWriter,
    now: NaiveTime,
    _ shown: ShownValues
  ) throws -> CapturedEdit {
    let zone = session.context.zone
    switch command {
    case .add: return try AddVerb.capture(words, writer, zone: zone)
    case .set: return try SetVerb.capture(words, writer, zone: zone)
    case .delete: return try DeleteVerb.capture(words, writer, zone: zone)
    case .do:
      let action = try CallReader.action(words.first ?? "", in: writer.layout.catalog)
      let rest = Array(words.dropFirst())
      return CapturedEdit(
        key: nil,
        answer: try DoVerb.queue(action, rest, writer, zone: zone, now: now, shown)
      )
    }
  }

  private func page(_ plan: DayPlan, _ done: [Done]) -> Answer {
    guard !isExplanation else {
      var answer = DayExplanation.answer(done.map(\.words))
      answer.members.merge(plan.members) { own, _ in own }
      answer.blocks += plan.closing
      answer.warnings = plan.warnings + done.flatMap(\.answer.warnings)
      return answer
    }
    let steps = done.map { words, answer in
      DayExplanation.step(words).merging(["result": .object(answer.members)]) { own, _ in own }
    }
    var answer = Answer(
      ["state": .text("captured"), "plan": .array(steps.map(JSONNode.object))],
      done.flatMap(\.answer.blocks) + plan.closing
    )
    answer.members.merge(plan.members) { own, _ in own }
    answer.warnings = plan.warnings + done.flatMap(\.answer.warnings)
    return answer
  }
}
