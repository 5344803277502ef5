/// What a server has: its resources, their columns and links, and the actions it offers.
///
/// A catalog is data. It is made by ``CatalogLoader`` only, so a value of this type is already valid:
/// names are safe SQL identifiers, links lead to resources that exist, no name occurs twice.
package struct Catalog: Sendable, Equatable {
  /// The catalog's own name, such as `smartsolar`.
  package let name: String
  /// A name for people.
  package let title: String
  /// Grows when the catalog changes; a replica remembers the one that made it.
  package let version: Int
  /// What stands before every path of the API, such as `/v1`.
  package let pathPrefix: String
  /// What the API does its own way.
  package let conventions: APIConventions
  /// Levels of permission, weakest first.
  package let permissionLevels: [String]
  /// Resources in the order of their names.
  package internal(set) var resources: [Resource]
  /// Actions in the catalog's order.
  package let actions: [Action]
  /// Which state a unit may go to from which, by name.
  package let stateTransitions: StateTransitions

  private let positions: [String: Int]

  init(
    name: String,
    title: String,
    version: Int,
    pathPrefix: String,
    conventions: APIConventions,
    permissionLevels: [String],
    resources: [Resource],
    actions: [Action],
    stateTransitions: StateTransitions
  ) {
    self.name = name
    self.title = title
    self.version = version
    self.pathPrefix = pathPrefix
    self.conventions = conventions
    self.permissionLevels = permissionLevels
    self.resources = resources.sorted { $0.name < $1.name }
    self.actions = actions
    self.stateTransitions = stateTransitions
    positions = Dictionary(
      uniqueKeysWithValues: self.resources.enumerated().map { ($1.name, $0) }
    )
  }

  /// The resource of that name, if the catalog has one.
  package subscript(name: String) -> Resource? {
    positions[name].map { resources[$0] }
  }

  /// The action of that name, if the catalog has one.
  package func action(named name: String) -> Action? {
    actions.first { $0.name == name }
  }

  /// A column of a resource, or of what a call of an action consists of.
  package func column(_ name: String, of resource: String) -> ResourceColumn? {
    guard let table = self[resource] else { return action(named: resource)?.column(name) }
    return table.column(name)
  }

  /// The resource that a queued change is about: the row's own, or that of an action's subject.
  package func subject(of name: String) -> String {
    guard self[name] == nil else { return name }
    return action(named: name)?.subject?.resource ?? name
  }

  /// Every column, of any resource, that refers to rows of `resource`.
  package func links(to resource: Resource) -> [(from: Resource, column: ResourceColumn)] {
    resources.flatMap { other in
      other.columns.filter { $0.link?.resource == resource.name }.map { (other, $0) }
    }
  }

  /// Whether `held` is at least `needed` in the order of ``permissionLevels``.
  package func permission(_ held: String, reaches needed: String) -> Bool {
    guard let have = permissionLevels.firstIndex(of: held),
      let need = permissionLevels.firstIndex(of: needed)
    else { return false }
    return have >= need
  }
}
