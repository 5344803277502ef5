import CatalogModel

extension ResourceTable {
  /// Indexes that only rows with references to provisional keys enter, for rewriting those.
  ///
  /// Rows of the server have none, so that these cost a load next to nothing. Where nobody can make a
  /// row to refer to, there are none at all.
  func provisionalIndexes(in catalog: Catalog) -> [TableIndex] {
    linkColumns.compactMap { column in
      guard let parent = parent(of: column, in: catalog), parent.key.type == .integer,
        parent.keyAssignment == .server, parent.allows(.create)
      else { return nil }
      return TableIndex(
        "new",
        on: column.name,
        of: name,
        where: "\"\(column.name)\" >= \(RowKey.firstProvisional)"
      )
    }
  }

  /// Indexes by which rows are looked up; every row enters them, so a table gets them when it is
  /// loaded.
  ///
  /// Each has a question that needs it: a scanned code or a value that must not occur twice; rows
  /// made of late, where we make any, when a create got no answer; what belongs to a row that is
  /// worked on. A link to a table that hardly changes gets none: what it leads to is shared by so many
  /// rows that reading the table is as good, and an index costs a load as much as an eighth of its rows.
  func lookups(in catalog: Catalog) -> [TableIndex] {
    let unique = columns.dropFirst().filter(\.isUnique).map {
      TableIndex("unique", on: $0.name, of: name)
    }
    let created = columns.filter { $0.role == .stamp(.createdAt) && resource.allows(.create) }.map {
      TableIndex("created", of: name, on: $0.name)
    }
    let links = linkColumns.filter { parent(of: $0, in: catalog)?.tier == .run }.map {
      TableIndex("link", on: $0.name, of: name)
    }
    return unique + created + links
  }

  private var linkColumns: [ResourceColumn] { columns.dropFirst().filter { $0.link != nil } }

  private func parent(of column: ResourceColumn, in catalog: Catalog) -> Resource? {
    column.link.flatMap { catalog[$0.resource] }
  }
}
