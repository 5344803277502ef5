package import CatalogModel

/// Which resources a replica holds, and which of their columns.
package struct ReplicaLayout: Sendable {
  /// The catalog the replica is read with.
  package let catalog: Catalog
  /// The tables held, in the order of their names.
  package let tables: [ResourceTable]
  /// Whether columns that the catalog marks as sensitive are held too.
  package let includesSensitive: Bool

  private let positions: [String: Int]
  private let links: [String: [(from: Resource, column: ResourceColumn)]]

  /// The layout of the resources in `scope`, and of those rows of them that `rows` tells where it tells
  /// any; names that the catalog lacks are passed over.
  init(
    catalog: Catalog,
    scope: [String],
    rows: [String: String] = [:],
    includesSensitive: Bool
  ) {
    self.catalog = catalog
    self.includesSensitive = includesSensitive
    links = Self.links(of: catalog)
    tables = Set(scope).sorted().compactMap { name in
      catalog[name].map { resource in
        ResourceTable(
          resource: resource,
          columns: Self.heldColumns(of: resource, includesSensitive: includesSensitive),
          scope: rows[RowScope.name(name)].flatMap { RowScope(parsing: $0, of: resource) }
        )
      }
    }
    positions = Dictionary(
      uniqueKeysWithValues: tables.enumerated().map { ($1.resource.name, $0) }
    )
  }

  /// The table of that name, if the replica holds it.
  package func table(_ name: String) -> ResourceTable? {
    positions[name].map { tables[$0] }
  }

  /// Every column of the catalog that refers to rows of `resource`, as ``Catalog/links(to:)`` finds them.
  package func links(to resource: Resource) -> [(from: Resource, column: ResourceColumn)] {
    links[resource.name] ?? []
  }

  // Asked for each row that is named; looking through all tables each time would take longer than
  // naming it.
  private static func links(
    of catalog: Catalog
  ) -> [String: [(from: Resource, column: ResourceColumn)]] {
    catalog.resources.reduce(into: [:]) { links, resource in
      for column in resource.columns {
        guard let target = column.link?.resource else { continue }
        links[target, default: []].append((resource, column))
      }
    }
  }

  private static func heldColumns(
    of resource: Resource,
    includesSensitive: Bool
  ) -> [ResourceColumn] {
    let others = resource.columns.filter { column in
      column.role != .key && (includesSensitive || !column.isSensitive)
    }
    return [resource.key] + others
  }
}
