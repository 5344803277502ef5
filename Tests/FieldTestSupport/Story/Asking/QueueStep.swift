import CatalogModel
import ReplicaStore
import SyncCore

/// A technician holds back, lets go or gives up something that was asked for.
struct QueueStep {
  let agent: Agent

  /// Does it to anything that waits; the text tells what it was.
  func perform() throws -> String? {
    guard let entry = try agent.random.pick(entries()) else { return nil }
    switch entry.state {
    case .waiting: return try agent.random.chance(0.5) ? hold(entry) : giveUp(entry)
    case .held, .expired: return try agent.random.chance(0.6) ? release(entry) : giveUp(entry)
    case .refused: return try giveUp(entry)
    case .unknown, .travelling, .conflict: return nil
    }
  }

  /// Lets go or gives up what will not go by itself; the text tells what it was.
  func settleOne() throws -> String? {
    let stuck = try entries().first { entry in
      switch entry.state {
      case .held, .expired, .refused: true
      case .waiting, .unknown, .travelling, .conflict: false
      }
    }
    guard let stuck else { return nil }
    if case .refused = stuck.state { return try giveUp(stuck) }
    return try agent.random.chance(0.6) ? release(stuck) : giveUp(stuck)
  }

  private func entries() throws -> [QueueEntry] {
    let now = agent.clock.now()
    return try agent.replica.read { try $0.queue(at: now) }.filter { $0.kind == .action }
  }

  private func hold(_ entry: QueueEntry) throws -> String {
    try agent.replica.write(by: .engine) { try $0.setHeld(true, entry: entry) }
    return "\(entry.row) held"
  }

  private func release(_ entry: QueueEntry) throws -> String {
    let now = agent.clock.now()
    try agent.replica.write(by: .engine) { writer in
      try writer.setHeld(false, entry: entry)
      try writer.renew(entry.changes, now: now)
    }
    return "\(entry.row) released"
  }

  // A repair that nobody begins takes its steps along.
  private func giveUp(_ entry: QueueEntry) throws -> String {
    let now = agent.clock.now()
    let given = try agent.replica.write(by: .engine) { writer -> [QueuedCall] in
      guard let call = try writer.reader.call(entry.row) else { return [] }
      let repair = call.action.opened.flatMap { call.values[$0.member] }.flatMap(RowKey.init)
      let steps = try writer.reader.calls().filter { other in
        repair != nil && other.subject?.resource == "repairs" && other.subject?.key == repair
      }
      let going = [call] + steps
      try writer.drop(going.map(\.row), now: now)
      return going
    }
    for call in given { agent.note(Deed(call, isGivenUp: true)) }
    return "given up: \(given.map(\.row))"
  }
}
