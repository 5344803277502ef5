/// Checks that what one resource says of another is true of it.
struct CatalogReferences {
  private let columns: [String: Set<String>]

  init(resources: [Resource]) {
    columns = Dictionary(
      resources.map { ($0.name, Set($0.columns.map(\.name))) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  func check(_ resource: Resource) throws(CatalogError) {
    let place = "resources.\(resource.name)"
    for column in resource.columns {
      guard let link = column.link else { continue }
      try require(link.resource, at: "\(place).columns.\(column.name).link")
    }
    for relation in resource.relations {
      let here = "\(place).relations.\(relation.name)"
      _ = try CatalogValidation.identifier(relation.name, at: "\(place).relations")
      try require(relation.resource, at: here)
      guard columns[relation.resource]?.contains(relation.via) == true else {
        throw CatalogError(code: .danglingReference, place: "\(here).via", subject: relation.via)
      }
    }
    try CatalogValidation.requireDistinct(
      resource.relations.map(\.name),
      at: "\(place).relations"
    )
    if let successor = resource.retiredBy { try require(successor, at: "\(place).retiredBy") }
  }

  private func require(_ name: String, at place: String) throws(CatalogError) {
    guard columns[name] != nil else {
      throw CatalogError(code: .danglingReference, place: place, subject: name)
    }
  }
}
