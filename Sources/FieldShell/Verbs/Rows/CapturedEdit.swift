import CatalogModel

/// An edit that was captured: the row it made or changed, and what is said of it.
struct CapturedEdit {
  /// The key of the row; nothing where no row is concerned.
  let key: RowKey?
  /// What scripts and people are told.
  let answer: Answer
}
