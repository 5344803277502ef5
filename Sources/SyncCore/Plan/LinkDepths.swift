import CatalogModel

/// How far each resource stands below resources that refer to nothing.
///
/// Rows of deeper resources refer to rows of shallower ones, so they are deleted first. Links that
/// close a circle are left out in the order of the resources' names.
struct LinkDepths {
  private var depths: [String: Int] = [:]

  init(catalog: Catalog) {
    for resource in catalog.resources { _ = depth(of: resource.name, in: catalog, below: []) }
  }

  subscript(resource: String) -> Int { depths[resource] ?? 0 }

  private mutating func depth(of name: String, in catalog: Catalog, below path: Set<String>) -> Int
  {
    if let known = depths[name] { return known }
    guard let resource = catalog[name], !path.contains(name) else { return 0 }
    var deepest = 0
    for column in resource.columns {
      guard let target = column.link?.resource, target != name else { continue }
      deepest = max(deepest, 1 + depth(of: target, in: catalog, below: path.union([name])))
    }
    depths[name] = deepest
    return deepest
  }
}
