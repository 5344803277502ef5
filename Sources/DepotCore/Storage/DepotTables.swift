import CatalogModel

/// The tables of a catalog, by name and by the path under which the API offers them.
struct DepotTables: Sendable {
  let all: [ResourceTable]
  private let byName: [String: Int]
  private let byPath: [String: Int]

  init(_ catalog: Catalog) {
    all = catalog.resources.map(ResourceTable.init)
    byName = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1.resource.name, $0) })
    // Where a path has changed hands, the resource that is not retired answers.
    let owners = all.enumerated().sorted {
      ($0.element.resource.retiredBy == nil ? 0 : 1)
        < ($1.element.resource.retiredBy == nil ? 0 : 1)
    }
    byPath = Dictionary(owners.map { ($1.resource.paths.list, $0) }) { first, _ in first }
  }

  subscript(name: String) -> ResourceTable? { byName[name].map { all[$0] } }

  func table(path: String) -> ResourceTable? { byPath[path].map { all[$0] } }
}
