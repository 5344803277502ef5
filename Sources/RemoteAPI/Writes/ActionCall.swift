package import CatalogModel

/// An action to be done, with all it needs.
package struct ActionCall: Sendable, Equatable {
  /// The action.
  package let action: Action
  /// The values of the parameters in the action's path, by name: `imei`, `repair_id`.
  package let parameters: [String: RowKey]
  /// The payload; sent as a JSON object, or as the query where the method is GET.
  package let payload: [String: JSONNode]
  /// Whether it goes to the path that other documents give.
  package let usesOtherPath: Bool
  /// Seconds the exchange may take; the settings' own where there is none.
  package let deadline: Double?

  /// A call with its parts.
  package init(
    action: Action,
    parameters: [String: RowKey] = [:],
    payload: [String: JSONNode] = [:],
    usesOtherPath: Bool = false,
    deadline: Double? = nil
  ) {
    self.action = action
    self.parameters = parameters
    self.payload = payload
    self.usesOtherPath = usesOtherPath
    self.deadline = deadline
  }
}

extension ActionCall: CustomStringConvertible {
  /// The action's name; the payload may hold secrets and is not shown.
  package var description: String { action.name }
}
