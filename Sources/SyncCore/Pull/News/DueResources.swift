import CatalogModel
import ReplicaStore

/// Which resources a run is to ask for news.
struct DueResources {
  let replica: Replica
  let request: SyncRequest
  let settings: SyncSettings

  /// Resources that the replica holds and the server lets be read.
  var readable: [ResourceTable] { replica.layout.tables.filter { $0.resource.allows(.read) } }

  /// Those to ask now, most urgent first.
  ///
  /// - Throws: ``ReplicaError`` when the replica cannot be read.
  func tables(at now: NaiveTime) throws -> [ResourceTable] {
    let (asked, drift) = try replica.read { reader in
      (try reader.timesAsked(scope: PullPhase.scope), try reader.knownDrift())
    }
    let candidates = readable.map(\.resource).filter { request.includes($0.name) }.map {
      NewsSchedule.Candidate(
        name: $0.name,
        tier: $0.tier,
        urgency: $0.urgency,
        // What cannot be read takes its turn all the same: one day it can.
        askedAt: drift[$0.name]?.deniedAt ?? asked[$0.name]
      )
    }
    // Whoever names resources wants them asked, and what is verified must be as new as it can be.
    let asksForAll = !request.only.isEmpty || request.verifies
    let room = asksForAll ? nil : settings.newsInRun
    return NewsSchedule(room: room).due(candidates, at: now).compactMap(replica.layout.table)
  }
}
