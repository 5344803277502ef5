package import CatalogModel
package import ReplicaStore

/// What a merge decided about one row.
package struct MergedRow: Sendable, Equatable {
  /// A value that lost by policy and stays in the log.
  package struct Loss: Sendable, Equatable {
    /// The column's name.
    package let column: String
    /// The technician's value.
    package let mine: FieldValue
    /// The server's value.
    package let theirs: FieldValue
    /// The policy that decided: `mine`, `theirs` or `latest`.
    package let policy: ConflictPolicy
    /// Whether the technician's value is the one that stays.
    package let keptMine: Bool
  }

  /// The new base: the server's row, except in undecided columns, which keep the old base.
  package var base: RowFields
  /// What the technician sees from now on; nothing where the row stays deleted.
  package var row: RowFields?
  /// The columns that wait for a person; empty where there is no conflict.
  package var conflict: [ConflictColumn]
  /// What sort of conflict it is.
  package var kind: ConflictKind
  /// Values that a policy put aside.
  package var losses: [Loss]
}
