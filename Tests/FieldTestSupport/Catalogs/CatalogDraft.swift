package import CatalogModel
import Foundation

/// The bundled catalog with changes: what a newer server has, or a user's own file says.
package struct CatalogDraft {
  private var root: [String: JSONNode]

  /// The bundled catalog as it is.
  ///
  /// - Throws: what reading the file throws.
  package init() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Sources/CBundledCatalog/smartsolar.catalog.json")
    guard case .object(let members) = try JSONNode(parsing: try Data(contentsOf: file).map(\.self))
    else { throw StoryError.badCatalog }
    root = members
  }

  /// The text of the catalog.
  package var text: String { JSONNode.object(root).description }

  /// The catalog, loaded.
  ///
  /// - Throws: `CatalogError` where the changes made it invalid.
  package func catalog() throws -> Catalog { try CatalogLoader.load(Data(text.utf8)) }

  /// Changes the members of a resource.
  package mutating func edit(
    _ resource: String,
    _ change: (inout [String: JSONNode]) -> Void
  ) {
    guard case .array(var resources)? = root["resources"],
      let place = resources.firstIndex(where: { $0["name"] == .text(resource) }),
      case .object(var members) = resources[place]
    else { return }
    change(&members)
    resources[place] = .object(members)
    root["resources"] = .array(resources)
    if case .integer(let version)? = root["version"] { root["version"] = .integer(version + 1) }
  }

  /// Changes the columns of a resource.
  package mutating func editColumns(
    _ resource: String,
    _ change: (inout [JSONNode]) -> Void
  ) {
    edit(resource) { members in
      guard case .array(var columns)? = members["columns"] else { return }
      change(&columns)
      members["columns"] = .array(columns)
    }
  }

  /// Adds a column to a resource.
  package mutating func add(_ column: [String: JSONNode], to resource: String) {
    editColumns(resource) { $0.append(.object(column)) }
  }

  /// Takes a column out of a resource.
  package mutating func remove(_ column: String, from resource: String) {
    editColumns(resource) { $0.removeAll { $0["name"] == .text(column) } }
  }

  /// Sets a member of a column.
  package mutating func set(
    _ member: String,
    _ value: JSONNode,
    of column: String,
    in resource: String
  ) {
    editColumns(resource) { columns in
      guard let place = columns.firstIndex(where: { $0["name"] == .text(column) }),
        case .object(var members) = columns[place]
      else { return }
      members[member] = value
      columns[place] = .object(members)
    }
  }

  /// Offers a method of a resource, or offers it no more.
  package mutating func offer(
    _ method: ResourceMethod,
    at level: String?,
    on resource: String
  ) {
    edit(resource) { members in
      guard case .object(var methods)? = members["methods"] else { return }
      methods[method.rawValue] = level.map(JSONNode.text)
      members["methods"] = .object(methods)
    }
  }
}
