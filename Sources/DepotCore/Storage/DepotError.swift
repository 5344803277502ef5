/// Why the reference server cannot work with its database.
package struct DepotError: Error, Sendable, Equatable {
  /// What is wrong.
  package enum Code: String, Sendable {
    /// The file cannot be opened or made.
    case unopenable = "depot-unopenable"
    /// The file's tables are not those of the catalog.
    case otherCatalog = "depot-other-catalog"
    /// A row of the data set cannot be stored.
    case unseedable = "depot-unseedable"
    /// A name that the catalog has not.
    case unknownName = "depot-unknown-name"
    /// SQLite refuses to read or write.
    case storage = "depot-storage"
  }

  /// What is wrong, for programs.
  package let code: Code
  /// The file or resource concerned.
  package let subject: String
  /// What the layer below says.
  package let reason: String
}

extension DepotError: CustomStringConvertible {
  /// One sentence that names the thing and the next step.
  package var description: String {
    switch code {
    case .unopenable: "The depot's file \(subject) cannot be opened (\(reason)); check the path."
    case .otherCatalog:
      "The depot's table \(subject) is not the catalog's (\(reason)); use another file."
    case .unseedable: "The depot cannot be filled: \(subject) takes no such row (\(reason))."
    case .unknownName: "\"\(subject)\" is not in the catalog; \(reason)."
    case .storage: "The depot's \(subject) cannot be read or written (\(reason)); check the disk."
    }
  }
}
