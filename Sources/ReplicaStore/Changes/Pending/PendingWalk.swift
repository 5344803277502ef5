/// A walk through the queue, part by part, so that no more of it is held than is being sent.
package struct PendingWalk: Sendable, Equatable {
  /// Which rows it shows.
  package enum Part: Sendable, Equatable {
    /// All with open changes.
    case all
    /// Those of one resource with an open deletion.
    case deletions(String)
  }

  /// Which rows it shows.
  package let part: Part
  /// The last change that it has passed.
  var passed: Int64 = 0

  /// A walk from the oldest change on.
  package init(_ part: Part) {
    self.part = part
  }
}
