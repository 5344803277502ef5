package import CatalogModel

/// What a person decided about a conflict.
package enum ConflictDecision: Sendable, Equatable {
  /// Whose version of one column stays.
  package enum Side: Sendable, Equatable {
    case mine
    case theirs
    /// Neither; this value instead.
    case value(FieldValue)
  }

  /// The whole row is as the technician left it.
  case mine
  /// The whole row is as the server has it.
  case theirs
  /// Column by column; columns that are not named stay undecided.
  case columns([String: Side])
}
