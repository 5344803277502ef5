/// What brings the bookkeeping tables from one version to the next.
///
/// A step that a release has carried never changes again: files out there have gone through it.
struct BookkeepingStep: Sendable {
  /// The statements, one after the other.
  let sql: String
}
