import CatalogModel

/// A resource as a table of the depot: its names quoted for SQL, its columns in the order of a body.
struct ResourceTable: Sendable {
  /// A reference from a row to the one row it belongs to, by the name filters use.
  struct Owner: Sendable {
    let column: ResourceColumn
    let resource: String
  }

  let resource: Resource
  /// Columns by name, as the server sorts the members of an object.
  let columns: [ResourceColumn]
  /// The opening of each member, `"name":`, in the same order.
  let memberNames: [[UInt8]]
  let lists: [String: Relation]
  let owners: [String: Owner]

  init(_ resource: Resource) {
    self.resource = resource
    columns = resource.columns.sorted { $0.name < $1.name }
    memberNames = columns.map { Array("\"\($0.name)\":".utf8) }
    lists = Dictionary(resource.relations.map { ($0.name, $0) }) { first, _ in first }
    var owners: [String: Owner] = [:]
    for column in resource.columns {
      guard let link = column.link, let name = Self.ownerName(column.name),
        resource.column(name) == nil, lists[name] == nil, owners[name] == nil
      else { continue }
      owners[name] = Owner(column: column, resource: link.resource)
    }
    self.owners = owners
  }

  var name: String { Self.quoted(resource.name) }
  var keyName: String { Self.quoted(resource.key.name) }

  /// Whether a body may name this: a column or a list of rows.
  func hasField(_ name: String) -> Bool { resource.column(name) != nil || lists[name] != nil }

  /// The columns of a row, in the order of ``columns``.
  func selection(_ alias: String) -> String {
    columns.map { "\(alias).\(Self.quoted($0.name))" }.joined(separator: ", ")
  }

  /// A catalog's name for SQL; the catalog holds plain identifiers only.
  static func quoted(_ name: String) -> String { "\"\(name)\"" }

  private static func ownerName(_ column: String) -> String? {
    ["_id", "_imei"].first(where: column.hasSuffix).map { String(column.dropLast($0.count)) }
  }
}
