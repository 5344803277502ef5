import CatalogModel
import RemoteAPI
import ReplicaStore

/// What a run saw of the server's shape: tables that cannot be read, and columns that are not as the
/// catalog says.
struct DriftWatch: Sendable {
  /// Why resources could not be read.
  private(set) var denials: [String: DriftPoint] = [:]
  /// Resources of which at least one page came.
  private(set) var answered: Set<String> = []
  /// What the rows showed.
  private(set) var sightings: [String: ColumnSightings] = [:]

  /// Resources that can be read again and of which all that is missing here was fetched.
  private(set) var caughtUp: Set<String> = []

  /// Notes that all that came in sight of a resource is here.
  mutating func fetched(_ resource: String) { caughtUp.insert(resource) }

  /// Takes note of a page that was stored.
  mutating func saw(_ page: IngestedPage, of table: ResourceTable) {
    answered.insert(table.name)
    guard let seen = page.sightings else { return }
    sightings[table.name, default: ColumnSightings(of: table)].add(seen)
  }

  /// Takes note of a question that got no page.
  ///
  /// - Returns: whether the server said that the resource cannot be read at all, so that asking again
  ///   in this run leads nowhere.
  mutating func failed(_ resource: String, with error: RemoteError) -> Bool {
    let denial: DriftPoint? =
      switch (error.code, error.status) {
      case (.notFound, 405): .notOffered
      case (.notFound, _): .gone
      case (.forbidden, _): .forbidden
      default: nil
      }
    guard let denial else { return false }
    denials[resource] = denial
    return true
  }
}
