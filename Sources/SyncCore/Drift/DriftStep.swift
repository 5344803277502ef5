package import ReplicaStore

/// What has to be told of a resource's drift after a run, from what was known and what the run saw.
package struct DriftStep: Sendable, Equatable {
  /// Points that were not known before.
  package let news: [DriftPoint]
  /// Points that are over.
  package let over: [DriftPoint]
  /// What is known from now on.
  package let points: Set<DriftPoint>

  /// Decides.
  ///
  /// - Parameters:
  ///   - known: what was told before.
  ///   - denial: why the resource could not be read in this run, if so.
  ///   - seen: in what the rows of this run differ; nothing where no row came.
  ///   - isHeld: whether a row here still shows a point that no row of this run did.
  package init(
    known: Set<DriftPoint>,
    denial: DriftPoint?,
    seen: Set<DriftPoint>?,
    isHeld: (DriftPoint) throws -> Bool
  ) rethrows {
    var points = Set(known.filter { !$0.isDenial })
    if let seen {
      // Without a row there is nothing to see a column in.
      points = try seen.union(
        points.filter { old in
          try !seen.contains { old.isReplaced(by: $0) } && isHeld(old)
        }
      )
    }
    if let denial { points.insert(denial) }
    self.points = points
    let news = points.subtracting(known)
    self.news = news.sorted()
    over = known.subtracting(points).filter { old in !news.contains { old.isReplaced(by: $0) } }
      .sorted()
  }
}
