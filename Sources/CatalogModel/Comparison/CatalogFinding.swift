/// One point in which a live server differs from what the catalog says of it.
package struct CatalogFinding: Sendable, Equatable {
  /// What differs.
  package enum Kind: Sendable, Equatable {
    /// The server does not have the table, or has it under the name of a retired one.
    case tableGone(stillCalled: String?)
    /// The account may not read the table.
    case readForbidden
    /// The catalog has the method and the server does not offer it.
    case methodGone(ResourceMethod)
    /// The server offers a method that the catalog has not.
    case methodCame(ResourceMethod)
    /// The server has denied the method to this account since the last log-in.
    case rightDenied(ResourceMethod)
    /// Rows come without a column of the catalog.
    case columnGone(String)
    /// Rows come with a value under a name that the catalog has not.
    case columnCame(String, WireKind)
    /// A value is not of the column's type.
    case typeChanged(String, from: ColumnType, to: WireKind)
    /// A column is null that should never be.
    case nullFound(String)
    /// A text is not among the column's options.
    case optionCame(String, String)
    /// A text is longer than the column allows, in characters.
    case lengthGrown(String, from: Int, to: Int)
  }

  /// The table's name in the catalog.
  package let resource: String
  /// What differs.
  package let kind: Kind

  /// A finding on a table.
  package init(resource: String, kind: Kind) {
    self.resource = resource
    self.kind = kind
  }

  /// Whether something that the catalog promises does not work on this server.
  package var isBreaking: Bool {
    switch kind {
    case .tableGone, .methodGone, .columnGone, .typeChanged: true
    case .readForbidden, .methodCame, .rightDenied, .columnCame, .nullFound, .optionCame,
      .lengthGrown:
      false
    }
  }
}
