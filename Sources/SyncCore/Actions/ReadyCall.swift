import CatalogModel
import ReplicaStore

/// An action that nothing stands against, and what has to reach the server before it.
struct ReadyCall: Equatable {
  let call: QueuedCall
  /// Rows that it refers to or carries and that are not on the server yet, at any depth; nothing stands
  /// against them either.
  let awaited: Set<RowReference>

  /// Whether it tells a unit of changes, so that it goes behind the last of these.
  var carriesChanges: Bool { !call.action.carries.isEmpty }
}
