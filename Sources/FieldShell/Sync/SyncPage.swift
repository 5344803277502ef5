import CatalogModel
import RemoteAPI
import SyncCore

/// What a run did, for people and for scripts.
struct SyncPage {
  let summary: SyncSummary
  let request: SyncRequest
  let host: String
  let wasInterrupted: Bool
  /// Whether the log-in came as a token from the environment.
  var usesToken = false
  /// Whether scripts read it, which see no heading.
  var isForScripts = false

  /// The summary, with every exit code that holds.
  var answer: Answer {
    var members: [String: JSONNode] = [:]
    if case .object(let all) = summary.json { members = all }
    members["notes"] = .array(summary.notes.map(SyncNotes.json))
    members["exit_codes"] = .array([])
    var answer = Answer(members, blocks)
    answer.codes = codes
    // Two changes of a row may meet the same fate; a person reads it once.
    answer.warnings = summary.notes.filter { isForScripts || !isSaid($0) }.reduce(into: []) {
      said,
      note in
      let sentence = Sentence.note(note, host: host)
      if !said.contains(sentence) { said.append(sentence) }
    }
    return answer
  }

  // What the heading says already.
  private func isSaid(_ note: SyncNote) -> Bool {
    guard case .stopped(let code, _) = note else { return false }
    return switch RemoteError.Code(rawValue: code) {
    case .cancelled: wasInterrupted
    case .offline: summary.outcome == .offline
    case .loginNeeded: summary.outcome == .login
    default: false
    }
  }

  /// Every exit code that holds at the end of the run.
  var codes: Set<ExitCode> {
    var codes: Set<ExitCode> = wasInterrupted ? [.interrupted] : []
    switch summary.outcome {
    case .complete, .partial: break
    case .limited: codes.insert(.limited)
    // What keeps it from being reached may need a person, and is no weather then.
    case .offline: if !hasReason { codes.insert(.offline) }
    case .login: codes.insert(.login)
    case .busy: codes.insert(.busy)
    }
    codes.formUnion(summary.notes.compactMap(SyncNotes.code))
    if summary.unknown > 0 { codes.insert(.offline) }
    if summary.refused > 0 { codes.insert(.refused) }
    if summary.conflicts > 0 { codes.insert(.conflicts) }
    if summary.outcome == .partial, codes.isEmpty { codes.insert(.failed) }
    if wasInterrupted { codes.remove(.offline) }
    return codes
  }

  private var hasReason: Bool {
    summary.notes.contains { note in
      if case .stopped = note { SyncNotes.code(note) != nil } else { false }
    }
  }

  private var blocks: [Block] {
    guard summary.outcome != .busy else { return [.sentence(.runBusy, .warning)] }
    let rows: [(Sentence, Int, Ink)] = [
      (.sentLabel, summary.applied, .good), (.changedLabel, summary.pulledRows, .good),
      (.waitingLabel, summary.waiting, .warning), (.unknownLabel, summary.unknown, .warning),
      (.refusedLabel, summary.refused, .bad), (.conflictsLabel, summary.conflicts, .bad),
      (.ghostsLabel, summary.ghosts, .warning), (.verifiedLabel, summary.verified, .good),
    ]
    let cells = rows.filter { $0.1 > 0 || $0.0 == .sentLabel || $0.0 == .changedLabel }.map {
      [TextTable.Cell($0.0), TextTable.Cell(String($0.1), $0.1 > 0 ? $0.2 : .plain)]
    }
    let columns = [
      TextTable.Column(.summaryTitle, isWhole: true),
      TextTable.Column(.rowsTitle, isWhole: true, isNumber: true),
    ]
    return [
      .sentence(heading, isWhole ? .good : .warning),
      .table(TextTable(columns: columns, rows: cells, hasTitles: false)),
      .sentence(
        .traffic(
          requests: summary.requests,
          sent: summary.bytesSent,
          received: summary.bytesReceived,
          seconds: summary.seconds
        ),
        .dim
      ),
    ]
  }

  private var isWhole: Bool {
    summary.outcome == .complete && summary.waiting + summary.unknown + summary.refused == 0
      && summary.conflicts == 0 && setAside == 0 && !wasInterrupted
  }

  /// Rows of the server that this run could not store.
  private var setAside: Int {
    summary.notes.count { note in
      if case .setAside = note { true } else { false }
    }
  }

  // What is left may be nobody's who could send it now.
  private var rest: Sentence {
    let isAllOthers = others.rows.map(\.rows).reduce(0, +) == summary.waiting
    let isAllWaiting = summary.unknown + summary.refused + summary.conflicts == 0
    return !others.isEmpty && isAllOthers && isAllWaiting
      ? .runCompleteForAccount(others) : .runCompleteWithRest
  }

  private var others: OthersWork {
    let accounts = summary.notes.compactMap { note in
      if case .blocked(_, .otherAccount(let account)) = note { account } else { nil }
    }
    return OthersWork(Dictionary(accounts.map { ($0, 1) }, uniquingKeysWith: +))
  }

  private var asksForAll: Bool { request.pulls && request.pushes && request.only.isEmpty }

  // What cannot be read was told when that began; that it is not here stays true.
  private var whole: Sentence {
    let denied = summary.deniedResources
    let sentence =
      summary.askedResources + denied < summary.resources
      ? Sentence.runCompleteInTurn(asked: summary.askedResources, of: summary.resources)
      : .runComplete
    return denied > 0 ? .andDenied(sentence, denied) : sentence
  }

  private var heading: Sentence {
    if wasInterrupted { return .interrupted }
    return switch summary.outcome {
    case .complete:
      if !isWhole {
        setAside > 0 ? .runCompleteButUnreadable(setAside) : rest
      } else if asksForAll {
        whole
      } else {
        .runCompleteInPart
      }
    case .partial: .runPartial
    case .limited: .runLimited
    case .offline: .runOffline(host)
    case .login:
      if summary.requests == 0 {
        .runWithoutLogin
      } else {
        usesToken ? .runTokenRefused(host) : .runLogin(host)
      }
    case .busy: .runBusy
    }
  }
}
