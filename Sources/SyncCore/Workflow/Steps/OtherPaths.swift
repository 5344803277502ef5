import CatalogModel
import ReplicaStore

/// Remembers at which of two paths a server answers, where the documents disagree.
///
/// A call that met an unknown path had no effect, yet that is verified like any call without an answer of
/// the API: whoever stands in between knows no path either.
struct OtherPaths {
  let replica: Replica

  /// The statuses of a path that a server does not know: 405 where it takes the last part for a relation's
  /// name, which is only read.
  static let unknown = [404, 405]

  /// Those of the actions that are asked for at their other path.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  func turned(of actions: [Action]) throws -> Set<String> {
    try replica.read { reader in
      Set(try actions.map(\.name).filter { try reader.remembered(Self.name($0)) != nil })
    }
  }

  /// Asks for an action at the path that was not tried last, from now on.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  func turn(_ action: Action) throws {
    guard let path = action.otherPath else { return }
    try replica.write(by: .engine) { writer in
      let isTurned = try writer.reader.remembered(Self.name(action.name)) != nil
      try writer.remember(Self.name(action.name), isTurned ? nil : path)
    }
  }

  private static func name(_ action: String) -> String { "other-path:\(action)" }
}
