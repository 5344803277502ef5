import CatalogModel
import FieldAgent

/// What the agent did since somebody at the prompt last heard of it.
struct AgentGlance {
  private let session: Session
  private var seen: NaiveTime?
  private var isTold = false

  /// A glance to which all that has been is old.
  init(session: Session) {
    self.session = session
    seen = AgentControl(session: session).record()?.lastRun?.endedAt
  }

  /// What is worth a line before the next prompt: a run that is under way, or that moved something or
  /// wants a person; nothing twice.
  mutating func news() -> [Block] {
    let control = AgentControl(session: session)
    guard let record = control.record() else { return [] }
    if record.state == .running, !isTold, (try? control.isAlive()) == true {
      isTold = true
      let progress = OtherRun(session).progress.map { Block.sentence(.progress($0), .dim) }
      return [.sentence(.agentState(.running, process: record.process, next: nil), .dim)]
        + [progress].compactMap { $0 }
    }
    guard let run = record.lastRun, run.endedAt != seen else { return [] }
    isTold = false
    seen = run.endedAt
    let wantsPerson = [.loginNeeded, .stranger, .failed].contains(run.verdict)
    guard run.applied + run.rows > 0 || wantsPerson, let shown = try? session.shownValues() else {
      return []
    }
    return [.sentence(.agentRan(run, at: shown.moment(run.endedAt)), wantsPerson ? .warning : .dim)]
  }
}
