import CatalogModel
import FieldAgent
import Foundation
import ReplicaStore
import SyncCore

/// Speaks with the agent of a home through files of the home: its lock, its record, the word to rest.
struct AgentControl {
  let session: Session

  /// The file that the agent of a home holds locked as long as it lives.
  private static let lockName = "agent.lock"
  /// Seconds that an agent gets to end its run.
  private static let patience = 30.0
  /// How often the lock is tried, since whoever asks for a living agent holds it for a moment.
  private static let trials = 5

  /// The right to be the agent of this home; the file tells whose it is.
  ///
  /// - Throws: ``ShellError`` with `agent-running` where another process has it.
  func lock() async throws -> RunLock {
    for _ in 0..<Self.trials {
      if let lock = try takeLock() { return lock }
      try await session.context.runClock.sleep(seconds: 0.05)
    }
    throw ShellError(.agentRunning, .agentRunning(holder), exit: .busy)
  }

  /// The same, at once; nothing where another process has it.
  func takeLock() throws -> RunLock? {
    do {
      let lock = try RunLock(beside: session.home.replica, named: Self.lockName)
      let process = Int64(ProcessInfo.processInfo.processIdentifier)
      lock.tell(Data(JSONNode.object(["process": .integer(process)]).description.utf8))
      return lock
    } catch let error where error.code == .busy {
      return nil
    }
  }

  /// Whether somebody wants the agent to rest.
  var isPaused: Bool { FileManager.default.fileExists(atPath: session.home.pause.path) }

  /// What the agent last said of itself, living or not.
  func record() -> AgentRecord? {
    guard let data = try? Data(contentsOf: session.home.agent),
      let node = try? JSONNode(parsing: data)
    else { return nil }
    return AgentRecord(node)
  }

  /// Whether an agent lives: its lock dies with it.
  func isAlive() throws -> Bool {
    try RunLock.isHeld(beside: session.home.replica, named: Self.lockName)
  }

  // Who holds the lock, as it told itself; never a group of processes (0 and below, kill(2)) nor 1.
  private var holder: pid_t? {
    guard let words = RunLock.told(beside: session.home.replica, named: Self.lockName),
      case .integer(let process)? = (try? JSONNode(parsing: words))?["process"],
      let number = pid_t(exactly: process), number > 1
    else { return nil }
    return number
  }

  /// `agent status`: whether one lives, what it is at, what the last run did.
  func status() throws -> Answer {
    _ = try session.configuration()
    let isAlive = try isAlive()
    // One that has just begun has said nothing yet; what is there was said by the one before.
    let record = record().flatMap { isAlive && $0.state == .ended ? nil : $0 }
    var members: [String: JSONNode] = [
      "state": .text(AgentRecord.State.waiting.rawValue),
      "process": .null, "since": .null, "next_run": .null, "failures": .integer(0),
      "network": .null,
      "last_run": .null,
    ]
    if case .object(let all)? = record?.json { members.merge(all) { $1 } }
    members["alive"] = .boolean(isAlive)
    members["paused"] = .boolean(isPaused)
    if !isAlive { members["state"] = .text("ended") }
    let progress = isAlive && record?.state == .running ? OtherRun(session).progress : nil
    members["progress"] = progress?.json ?? .null
    // A replica that cannot be read is the matter of status.
    let lastSync = try? session.replica().read { try $0.standing().lastSync }
    members["last_sync"] = lastSync.map { .text($0.description) } ?? .null
    var answer = Answer(members, try blocks(isAlive: isAlive, record, progress))
    if let lastSync, let run = record?.lastRun, lastSync > run.endedAt {
      let time = try session.shownValues().moment(lastSync)
      answer.blocks.append(.sentence(.syncSince(time), .good))
    }
    return answer
  }

  /// `agent pause`: whether an agent lives or not, none runs here until `agent resume`.
  func pause() throws -> Answer {
    _ = try session.configuration()
    try PrivateFile.write(Data(), to: session.home.pause)
    return Answer(["paused": .boolean(true)], [.sentence(.agentPaused, .good)])
  }

  /// `agent resume`.
  func resume() throws -> Answer {
    _ = try session.configuration()
    guard unlink(session.home.pause.path) == 0 || errno == ENOENT else {
      throw ShellError(
        .fileUnwritable,
        .cannotWrite(session.home.pause.path, reason: String(cString: strerror(errno))),
        exit: .storage
      )
    }
    return Answer(
      ["paused": .boolean(false)],
      [.sentence(try isAlive() ? .agentGoesOn : .agentMayRun, .good)]
    )
  }

  /// `agent stop`: tells the agent to end, and waits until it has.
  func stop() async throws -> Answer {
    // Also where the home is wiped: that is when an agent is to end.
    guard try isAlive(), let holder, kill(holder, SIGTERM) == 0 else {
      throw ShellError(.noAgent, .noAgent)
    }
    let clock = session.context.runClock
    let end = clock.uptime() + Self.patience
    while try isAlive() {
      guard clock.uptime() < end else {
        throw ShellError(.agentRunning, .agentDoesNotEnd(holder), exit: .busy)
      }
      try await clock.sleep(seconds: 0.05)
    }
    return Answer(["stopped": .boolean(true)], [.sentence(.agentStopped, .good)])
  }

  /// Removes what agents leave in a home that is being wiped; nothing while one lives.
  func removeTraces() throws {
    guard let lock = try takeLock() else { return }
    defer { lock.release() }
    let place = session.home.folder.appendingPathComponent(Self.lockName)
    for file in [session.home.agent, session.home.pause, place] { unlink(file.path) }
  }

  private func blocks(
    isAlive: Bool,
    _ record: AgentRecord?,
    _ progress: SyncProgress?
  ) throws -> [Block] {
    let shown = try session.shownValues()
    var blocks: [Block] = []
    if isAlive {
      let next = record?.nextRun.map { shown.moment($0) }
      let state = record?.state ?? .waiting
      blocks.append(.sentence(.agentState(state, process: record?.process, next: next), .good))
    } else {
      blocks.append(.sentence(.noAgentRuns, .warning))
    }
    if let progress { blocks.append(.sentence(.progress(progress), .dim)) }
    if isPaused, !isAlive { blocks.append(.sentence(.agentPaused, .warning)) }
    if record?.hasNetwork == false, isAlive {
      blocks.append(.sentence(.agentWithoutNetwork, .warning))
    }
    if let run = record?.lastRun {
      let isGood = run.verdict == .reached
      blocks.append(
        .sentence(.agentRan(run, at: shown.moment(run.endedAt)), isGood ? .plain : .warning)
      )
    }
    return blocks
  }
}
