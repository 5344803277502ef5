package import CatalogModel

/// The table of one resource in a replica.
///
/// Its name and the names of its columns come from a validated catalog and are safe SQL identifiers.
package struct ResourceTable: Sendable, Equatable {
  /// What the catalog says about the resource.
  package let resource: Resource
  /// The columns held, the key first.
  package let columns: [ResourceColumn]
  /// Which rows are held; nothing for all that the account may see.
  package let scope: RowScope?

  /// The columns held, quoted, in the table's order; made once, because every row that is read needs it.
  let columnList: String
  private let positions: [String: Int]

  init(resource: Resource, columns: [ResourceColumn], scope: RowScope? = nil) {
    self.resource = resource
    self.columns = columns
    self.scope = scope
    columnList = columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
    positions = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1.name, $0) })
  }

  /// The resource's name, which is the table's.
  package var name: String { resource.name }

  /// The held column of that name.
  package func column(_ name: String) -> ResourceColumn? {
    positions[name].map { columns[$0] }
  }

  /// The table with the rows of another scope.
  package func narrowed(to scope: RowScope?) -> ResourceTable {
    ResourceTable(resource: resource, columns: columns, scope: scope)
  }

  /// The table that keeps the last server version of rows with open changes.
  var baseName: String { "sync_base_\(name)" }

  /// The key column's name.
  var keyName: String { resource.key.name }

  /// Columns that a change is made of: neither the key nor a stamp.
  var dataColumns: [ResourceColumn] { columns.filter { $0.role == .data } }

  /// Columns that the server writes by itself.
  var stampColumns: [ResourceColumn] {
    columns.filter { if case .stamp = $0.role { true } else { false } }
  }

  /// Whether SQLite hands out provisional keys for new rows.
  package var hasProvisionalKeys: Bool {
    resource.keyAssignment == .server && resource.key.type == .integer
  }

  /// The column that keeps what the catalog does not know, as one JSON object.
  static let extraName = "sync_extra"
}
