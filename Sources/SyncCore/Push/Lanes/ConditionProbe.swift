import CatalogModel
import RemoteAPI
import ReplicaStore

/// Finds out where an update can be tied to the version of its row that was read, where that is wanted.
struct ConditionProbe {
  let run: RunContext

  /// Asks once a run for each resource that has updates waiting.
  func perform() async throws {
    guard run.settings.comparesAndSets else { return }
    for name in try run.replica.read({ try $0.resourcesWithUpdates() })
    where run.comparing[name] == nil && run.request.includes(name) {
      guard let resource = run.layout.table(name)?.resource, isComparable(resource) else {
        continue
      }
      try run.checkLimits()
      let answer = try await run.ask { () async throws(RemoteError) in
        try await run.server.changesUnderCondition(resource)
      }
      if case .success(let answer) = answer { run.comparing[name] = answer.isAble }
    }
  }

  private func isComparable(_ resource: Resource) -> Bool {
    resource.allows(.update) && resource.lists == .pages && resource.stamp(.modifiedAt) != nil
  }
}
