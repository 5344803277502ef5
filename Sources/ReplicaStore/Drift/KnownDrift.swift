package import CatalogModel

/// What is known of a resource's drift, so that it is told once and not in every run.
package struct KnownDrift: Sendable, Equatable {
  /// In what the server differs from the catalog.
  package var points: Set<DriftPoint>
  /// When the server last said that the resource cannot be read, by its own clock.
  package var deniedAt: NaiveTime?

  /// Drift with its parts; by default none.
  package init(points: Set<DriftPoint> = [], deniedAt: NaiveTime? = nil) {
    self.points = points
    self.deniedAt = deniedAt
  }

  /// Why the resource cannot be read, if so.
  package var denial: DriftPoint? { points.first(where: \.isDenial) }

  /// The drift as it is kept.
  var text: String {
    JSONNode.object([
      "points": .array(points.sorted().map { .object($0.members) }),
      "denied_at": deniedAt.map { .text($0.description) } ?? .null,
    ]).description
  }

  /// The drift that was kept as ``text``; what cannot be read of it is left out.
  init(parsing text: String) {
    let node = try? JSONNode(parsing: text)
    let kept: [JSONNode] = if case .array(let nodes)? = node?["points"] { nodes } else { [] }
    points = Set(kept.compactMap(DriftPoint.init))
    deniedAt = if case .text(let time)? = node?["denied_at"] { NaiveTime(time) } else { nil }
  }
}
