import CatalogModel
import RemoteAPI
import ReplicaStore

/// Actions that go to the server while the run does something else there.
///
/// Only such as need no question before them and are one request, as many as there are lanes beside the
/// one that is busy. Each is frozen before anything leaves, and its answer kept by the run's own task.
final class CallsBeside {
  private let run: RunContext
  private let sent: [(operation: StoredOperation, action: Action)]
  /// Those that have to go by themselves.
  let left: [QueuedCall]

  /// Freezes the actions that can go beside something else.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written; ``RunInterruption`` at a limit.
  init(run: RunContext, _ calls: [QueuedCall]) throws {
    self.run = run
    // Once, before the first: what is frozen here leaves.
    try run.checkLimits()
    let sender = CallSender(run: run)
    var (sent, left) = ([(operation: StoredOperation, action: Action)](), [QueuedCall]())
    for call in calls {
      let evidence = CallEvidence(run: run, action: call.action)
      guard sent.count < run.width.allowed - 1, !evidence.asksBefore else {
        left.append(call)
        continue
      }
      run.reportPushing(call.row)
      guard let operation = try sender.freeze(call.row, known: []) else { continue }
      sent.append((operation, call.action))
    }
    (self.sent, self.left) = (sent, left)
  }

  /// Sends them, does something else meanwhile, and keeps what was answered.
  ///
  /// What is under way is waited for, however the rest ends: each answer is a receipt.
  ///
  /// - Returns: whether anything left.
  func perform(_ meanwhile: () async throws -> Bool) async throws -> Bool {
    var isAnySent = !sent.isEmpty
    var failure: (any Error)?
    let (server, clock) = (run.server, run.clock)
    await withTaskGroup(of: CallAnswer.self) { group in
      for (operation, action) in sent {
        group.addTask { await CallAnswer(of: operation, action, by: server, clock) }
      }
      do {
        if try await meanwhile() { isAnySent = true }
      } catch {
        failure = error
      }
      for await answer in group {
        do {
          try await CallSender(run: run).take(answer)
        } catch {
          failure = failure ?? error
        }
      }
    }
    if let failure { throw failure }
    return isAnySent
  }
}
