package import CatalogModel
package import ReplicaStore

/// Foretells what a run would cost, without the network.
package struct Forecaster {
  let replica: Replica
  let settings: SyncSettings

  /// The name under which the measurements of earlier runs are kept.
  static let name = "link"

  /// A forecaster of runs of this replica.
  package init(replica: Replica, settings: SyncSettings) {
    self.replica = replica
    self.settings = settings
  }

  /// What such a run would cost now, sending so many operations.
  ///
  /// - Throws: ``ReplicaError`` when the replica cannot be read.
  package func forecast(
    _ request: SyncRequest,
    operations: Int,
    now: NaiveTime
  ) throws -> RunForecast {
    let tables =
      request.pulls
      ? try DueResources(replica: replica, request: request, settings: settings).tables(at: now)
      : []
    let (memory, questions, last) = try replica.read { reader in
      (
        try reader.remembered(Self.name).map(LinkMemory.init(parsing:)) ?? LinkMemory(),
        try tables.map { try question($0, reader) },
        try reader.standing().lastSync
      )
    }
    let hours = last.map { max(0, now.secondsSince1970 - $0.secondsSince1970) / 3_600 }
    return RunForecast(
      questions,
      operations: request.pushes ? operations : 0,
      censuses: request.pulls ? settings.censusesInRun : 0,
      hours: hours,
      memory: memory,
      settings: settings
    )
  }

  private func question(
    _ table: ResourceTable,
    _ reader: ReplicaReader
  ) throws -> RunForecast.Question {
    // A list that comes whole has as many rows as the last time, about.
    if table.resource.lists == .whole {
      let rows = try reader.count(in: table)
      return RunForecast.Question(
        resource: table.name,
        isLoading: true,
        toLoad: rows > 0 ? rows : nil
      )
    }
    let cursor = try reader.cursor(of: table.name, scope: PullPhase.scope)
    guard cursor.stage == .load else {
      return RunForecast.Question(resource: table.name, isLoading: false)
    }
    let rows = cursor.spans?.map(\.rows)
    let isCounted = rows.map { !$0.isEmpty && !$0.contains(nil) } ?? false
    return RunForecast.Question(
      resource: table.name,
      isLoading: true,
      toLoad: isCounted ? rows?.compactMap(\.self).reduce(0, +) : nil
    )
  }
}
