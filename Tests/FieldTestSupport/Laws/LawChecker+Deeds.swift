import CatalogModel
import Foundation

/// The laws about what technicians asked the server to do.
extension LawChecker {
  /// Every breach of a law about actions and steps.
  func deedBreaches(_ agent: Agent, _ home: ReplicaFileReading) throws -> [String] {
    let counts = try DeedCount.all(of: agent, home)
    var breaches: [String] = []
    for (name, count) in counts.sorted(by: { "\($0.key)" < "\($1.key)" }) {
      breaches += numberBreaches(agent, name, count)
    }
    breaches += try truthBreaches(agent, home, counts)
    breaches += try inputBreaches(agent)
    breaches += try carryingBreaches(agent, home)
    breaches += pauseBreaches(agent)
    return breaches
  }

  // Laws 1 and 2: the server did what was asked for, once; or it is shown as not done.
  private func numberBreaches(
    _ agent: Agent,
    _ name: Deed.Name,
    _ count: DeedCount
  ) -> [String] {
    // What carries changes is asked for by the engine, a report by runs.
    guard !isAskedByRuns(name.action) else { return [] }
    let sentence =
      "\(agent.name) asked for \(name) \(count.asked) times, gave up \(count.givenUp), "
      + "\(count.open) are in the queue; the server did it \(count.done) times"
    if count.done < count.owed { return ["law 1: \(sentence)"] }
    guard count.done > count.owed, !mayRepeat(name, by: agent) else { return [] }
    return ["law 2: \(sentence)"]
  }

  private func isAskedByRuns(_ name: String) -> Bool {
    name == "sync" || story.world.catalog.action(named: name).map { !$0.carries.isEmpty } ?? false
  }

  // What does no harm may be done again where nothing shows that it was done: for want of a proof, or of
  // the entry before it, which goes with a database.
  private func mayRepeat(_ name: Deed.Name, by agent: Agent) -> Bool {
    guard let action = story.world.catalog.action(named: name.action), action.isRepeatable else {
      return false
    }
    return action.proof == nil || !agent.lostDatabases.isEmpty
  }

  // Law 7: what is shown as done was done.
  private func truthBreaches(
    _ agent: Agent,
    _ home: ReplicaFileReading,
    _ counts: [Deed.Name: DeedCount]
  ) throws -> [String] {
    let shown = try home.deedsWithReceipts(by: story.world.catalog)
      .reduce(into: [Deed.Name: Int]()) { $0[try home.name(of: $1, by: agent), default: 0] += 1 }
    return shown.sorted { "\($0.key)" < "\($1.key)" }.compactMap { name, times in
      let done = counts[name]?.done ?? 0
      guard times > done else { return nil }
      return "law 7: \(agent.name) is shown \(name) as done \(times) times, not \(done)"
    }
  }

  // Law 1: a step goes with what was entered for it, or with what a colleague entered at the same moment.
  private func inputBreaches(_ agent: Agent) throws -> [String] {
    let world = story.world
    return try world.steps(by: agent.name).compactMap { step in
      let isTyped = agent.deeds.contains { deed in
        deed.inputs == step.inputs && "\(step.name)".hasSuffix(deed.purpose)
      }
      let isColleagues = world.wire.records.contains { record in
        record.action == "send_inputs" && record.sender != agent.name && record.status < 300
          && record.key == step.repair && record.body == step.inputs
      }
      return isTyped || isColleagues
        ? nil : "law 1: \(agent.name)'s step \(step.name) went with \(step.inputs)"
    }
  }

  // Design, section 9: a unit that listens is told of changes of its parameters.
  private func carryingBreaches(_ agent: Agent, _ home: ReplicaFileReading) throws -> [String] {
    let records = story.world.wire.records
    let waiting = try home.openDeeds(by: story.world.catalog).filter {
      $0.action == "status_update"
    }
    .map { "\($0.subject.value)" }
    let givenUp = agent.deeds.filter { $0.isGivenUp && $0.action == "status_update" }
      .map { "\($0.subject.value)" }
    return records.indices.compactMap { index in
      let record = records[index]
      guard record.resource == "product_parameters", record.sender == agent.name,
        record.method != "GET", record.status < 300,
        let unit = record.rows.first?["product_imei"].map({ "\($0)" }),
        World.listeningUnits.contains(unit), !waiting.contains(unit), !givenUp.contains(unit)
      else { return nil }
      let isTold = records[(index + 1)...].contains {
        $0.action == "status_update" && $0.key == unit && $0.status < 300
          && $0.sender == agent.name
      }
      return isTold ? nil : "law 1: \(agent.name) never told \(unit) of its parameters"
    }
  }

  // Runs leave a unit in peace for a while; a laptop that lost its database has forgotten whom it asked.
  private func pauseBreaches(_ agent: Agent) -> [String] {
    guard agent.lostDatabases.isEmpty else { return [] }
    var asked: [String: NaiveTime] = [:]
    var breaches: [String] = []
    for record in story.world.wire.records
    where record.sender == agent.name && record.action == "sync" {
      let unit = record.key ?? ""
      defer { asked[unit] = record.time }
      // One that arrives late comes nearer to the next.
      guard let last = asked[unit],
        record.time.secondsSince1970 - last.secondsSince1970 < Agent.unitPause - 60
      else { continue }
      breaches.append("\(agent.name) asked \(unit) at \(last) and again at \(record.time)")
    }
    return breaches
  }
}
