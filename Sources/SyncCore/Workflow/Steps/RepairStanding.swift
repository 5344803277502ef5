import CatalogModel

/// Where the server shows a repair, and what happened to it since an entry of its history.
struct RepairStanding: Sendable, Equatable {
  /// An entry of the history.
  struct Entry: Sendable, Equatable {
    let number: Int64
    /// Whether this account made it.
    let isOwn: Bool
    /// Who made it, and when, by the server's stamps.
    let by: String?
    let at: NaiveTime?
  }

  /// The state.
  let state: WorkflowState
  /// The entries that are newer, the newest first; nothing where the history cannot be read.
  let newer: [Entry]?
  /// The newest entry, 0 where there is none; nothing where the history cannot be read.
  let newest: Int64?
}
