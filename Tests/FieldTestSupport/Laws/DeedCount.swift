import CatalogModel
import DepotCore
import ReplicaStore

/// What became of everything that a technician asked for, counted by its name.
struct DeedCount {
  /// How often it was asked for.
  var asked = 0
  /// How often that was given up.
  var givenUp = 0
  /// How many of these wait, or are shown as refused, unknown, expired or in conflict.
  var open = 0
  /// How often the server did it.
  var done = 0

  /// How often the server has to have done it.
  var owed: Int { asked - givenUp - open }

  /// The counts of a technician by what the replica's file and the server hold.
  ///
  /// - Throws: what the files and the depot throw.
  static func all(of agent: Agent, _ home: ReplicaFileReading) throws -> [Deed.Name: DeedCount] {
    var counts: [Deed.Name: DeedCount] = [:]
    for deed in agent.deeds {
      let name = try home.name(of: deed, by: agent)
      if deed.isGivenUp {
        counts[name, default: DeedCount()].givenUp += 1
      } else {
        counts[name, default: DeedCount()].asked += 1
      }
    }
    for deed in try home.openDeeds(by: agent.world.catalog) {
      counts[try home.name(of: deed, by: agent), default: DeedCount()].open += 1
    }
    for name in try done(by: agent) { counts[name, default: DeedCount()].done += 1 }
    return counts
  }

  // Steps as the server's history has them, everything else as it was carried out.
  private static func done(by agent: Agent) throws -> [Deed.Name] {
    let steps = try agent.world.steps(by: agent.name).map(\.name)
    let deeds = agent.world.wire.records.compactMap { record -> Deed.Name? in
      guard record.sender == agent.name, record.status < 300, let action = record.action,
        let known = agent.world.catalog.action(named: action),
        !known.isRead, known.delivery == .queued
      else { return nil }
      let purpose = Deed.purpose(record.fields)
      return Deed.Name(action: action, subject: record.key ?? "", purpose: purpose)
    }
    return steps + deeds
  }
}
