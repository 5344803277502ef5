/// Which rows of a resource a technician's replica holds by default.
package enum ScopeRule: String, Sendable, Codable {
  /// The whole table.
  case full
  /// Rows the account can see, narrowed to its hub, shop or entity.
  case ownScope = "own_scope"
  /// Rows of products that the replica holds.
  case byProduct = "by_product"
  /// As by product, only those still in force.
  case byProductActive = "by_product_active"
  /// As by product, only recent ones.
  case byProductRecent = "by_product_recent"
  /// Rows of repairs that the replica holds.
  case byRepair = "by_repair"
  /// Rows of appliances that the replica holds.
  case byAppliance = "by_appliance"
  /// Rows of appliance repairs that the replica holds.
  case byApplianceRepair = "by_appliance_repair"
  /// The table names no owner: recent rows, or rows asked for.
  case ownEntityOrRecent = "own_entity_or_recent"
  /// Looked up online, not replicated.
  case onDemand = "on_demand"
  /// Not replicated.
  case none

  /// Whether a replica made without a list of resources holds this one.
  package var isReplicatedByDefault: Bool { self != .none && self != .onDemand }
}
