import CatalogModel

/// Which resources a new home holds.
enum HomeScope {
  /// The resources that a person named, each once and in that order; a technician's own where nobody
  /// named any.
  ///
  /// - Throws: ``ShellError`` with code `unknown-resource`, or `not-replicated` for one that goes by
  ///   another name now or that the server lets nobody read.
  static func resources(
    _ names: [String]?,
    in catalog: Catalog
  ) throws(ShellError) -> [String] {
    if names?.isEmpty == true {
      throw ShellError(.optionValue, .noResourceNamed, exit: .usage)
    }
    guard let names else {
      return catalog.resources
        .filter(\.isReplicatedByDefault).map(\.name)
    }
    for name in names { try check(name, in: catalog) }
    return names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private static func check(_ name: String, in catalog: Catalog) throws(ShellError) {
    guard let resource = catalog[name] else {
      throw RowFinder.unknownResource(name, among: catalog.resources.map(\.name))
    }
    if let successor = resource.retiredBy {
      throw ShellError(.notReplicated, .resourceRetired(name, by: successor), exit: .usage)
    }
    guard resource.allows(.read) else {
      throw ShellError(.notReplicated, .resourceNotOffered(name), exit: .usage)
    }
  }
}
