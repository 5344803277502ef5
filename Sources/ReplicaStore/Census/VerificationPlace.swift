package import CatalogModel

/// How far the comparison of one resource with the server has come.
package struct VerificationPlace: Sendable, Equatable {
  /// The server's clock when it began: what it finds equal was equal then or later.
  package let startedAt: NaiveTime
  /// The last key compared.
  package let after: RowKey

  /// A place behind a key.
  package init(startedAt: NaiveTime, after: RowKey) {
    self.startedAt = startedAt
    self.after = after
  }
}
