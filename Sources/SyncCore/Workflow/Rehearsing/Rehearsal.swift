import CatalogModel
package import ReplicaStore

/// What past repairs make likely: the state that follows a step, and what is asked for there.
///
/// Only as good as the steps that the replica holds; the server has the word.
package struct Rehearsal {
  /// A state, and how many of the past steps that were looked at led to it.
  package struct Likely: Sendable, Equatable {
    /// The state.
    package let ident: String
    /// Steps that led to it.
    package let times: Int
    /// Steps that were looked at.
    package let looked: Int
  }

  /// The newest steps are looked at: how repairs go changes with the years.
  private static let looked = 50

  let reader: ReplicaReader
  let actions: WorkflowActions

  /// A rehearsal by what a replica holds.
  package init(_ reader: ReplicaReader, _ actions: WorkflowActions) {
    self.reader = reader
    self.actions = actions
  }

  /// The state to which a step is likely to lead.
  ///
  /// - Parameters:
  ///   - step: the step.
  ///   - state: the state in which it is taken, where its inputs are known.
  /// - Returns: that state; nothing where no step like it was taken.
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func next(after step: WorkflowStep, in state: WorkflowState?) throws -> Likely? {
    let past = try pastSteps(from: step.state, event: step.event)
    // What was chosen from a list decides where repairs go; numbers and words seldom do.
    let choices = step.inputs.filter { state?[input: $0.key]?.rule.options.isEmpty == false }
    let alike = past.filter { entry in
      choices.allSatisfy { entry.payload[$0.key] == $0.value }
    }
    return Self.commonest(alike.isEmpty ? past : alike)
  }

  /// The state in which repairs begin, by the steps that nothing went before.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func first() throws -> Likely? {
    guard let table = reader.layout.table(actions.history.name) else { return nil }
    let rows = try reader.rows(
      in: table,
      order: [RowOrder(actions.history.key.name, isDescending: true)],
      limit: Self.looked
    )
    // The oldest step of each repair among them; where an older one lies beyond, it does little harm.
    var oldest: [RowKey: Entry] = [:]
    for row in rows {
      guard let repair = row[actions.entryRepair.name].flatMap(RowKey.init),
        case .text(let state)? = row[actions.entryState.name]
      else { continue }
      oldest[repair] = Entry(next: state, payload: [:], event: "")
    }
    return Self.commonest(oldest.sorted { $0.key > $1.key }.map(\.value))
  }

  /// A state as past steps show it: what was entered there at least every other time, and what happened.
  ///
  /// - Returns: nothing where no step was taken from it.
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func state(_ ident: String) throws -> WorkflowState? {
    let past = try pastSteps(from: ident, event: nil)
    guard !past.isEmpty else { return nil }
    var inputs: [String: Int] = [:]
    var events: [String: Int] = [:]
    for entry in past {
      events[entry.event, default: 0] += 1
      for name in entry.payload.keys { inputs[name, default: 0] += 1 }
    }
    let usual = inputs.filter { $0.value * 2 >= past.count }
    return WorkflowState(
      ident: ident,
      name: ident,
      inputs: usual.keys.sorted().map(WorkflowInput.init),
      events: events.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        .map { WorkflowEvent(ident: $0.key) }
    )
  }

  private struct Entry {
    let next: String
    let payload: [String: JSONNode]
    let event: String
  }

  // The newest first.
  private func pastSteps(from state: String, event: String?) throws -> [Entry] {
    guard let table = reader.layout.table(actions.history.name) else { return [] }
    var conditions = [RowCondition(actions.entryState.name, .equal, .text(state))]
    if let event { conditions.append(RowCondition(actions.entryEvent.name, .equal, .text(event))) }
    return try reader.rows(
      in: table,
      where: conditions,
      order: [RowOrder(actions.history.key.name, isDescending: true)],
      limit: Self.looked
    ).compactMap { row in
      guard case .text(let next)? = row[actions.entryNext.name] else { return nil }
      var event = ""
      if case .text(let ident)? = row[actions.entryEvent.name] { event = ident }
      let payload = row[actions.entryPayload.name].map(JSONNode.init)?.members ?? [:]
      return Entry(next: next, payload: payload, event: event)
    }
  }

  // Where two are as common, the one that was seen last.
  private static func commonest(_ entries: [Entry]) -> Likely? {
    var counts: [String: Int] = [:]
    for entry in entries { counts[entry.next, default: 0] += 1 }
    guard let most = counts.values.max(),
      let ident = entries.first(where: { counts[$0.next] == most })?.next
    else { return nil }
    return Likely(ident: ident, times: most, looked: entries.count)
  }
}
