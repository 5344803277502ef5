package import CatalogModel
package import ReplicaStore

/// Decides by policy where one side deleted a row that the other changed (design: rebase and conflicts).
///
/// | kind | `mine` | `theirs` | `latest` | `ask` |
/// |---|---|---|---|---|
/// | update-delete | made anew, where its parents are still here | let go | asks: nothing tells when it went | asks |
/// | delete-update | deleted all the same | comes back | the later of the two, or asks | asks |
/// | duplicate, workflow | asks | asks | asks | asks |
///
/// Columns that both sides changed are ``RowMerge``'s.
package struct RowPolicy: Sendable {
  /// The resource whose policy applies.
  package let resource: Resource

  /// The policy of a resource.
  package init(resource: Resource) { self.resource = resource }

  /// Decides about the whole row.
  ///
  /// - Parameters:
  ///   - kind: what was done to the row.
  ///   - isMineLater: whether the technician's deletion is later than the server's change; nothing where
  ///     that cannot be told.
  /// - Returns: whether the technician's version stays; nothing where a person is asked.
  package func keepsMine(_ kind: ConflictKind, isMineLater: Bool?) -> Bool? {
    switch (kind, resource.policy) {
    case (.updateDelete, .mine), (.deleteUpdate, .mine): true
    case (.updateDelete, .theirs), (.deleteUpdate, .theirs): false
    case (.deleteUpdate, .latest): isMineLater
    default: nil
    }
  }
}
