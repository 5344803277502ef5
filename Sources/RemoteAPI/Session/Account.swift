/// Who is logged in, as the server tells.
package struct Account: Sendable, Hashable, Codable {
  /// The name to log in with, a whole mail address.
  package let username: String
  /// The name for people; may be empty.
  package let displayName: String
  /// A further name that the server keeps; may be empty.
  package let name: String
  /// The entity the account belongs to.
  package let entityID: Int64?
  /// The hub the account belongs to.
  package let hubID: Int64?
  /// The shop the account belongs to.
  package let shopID: Int64?
  /// The level of permission, one of the catalog's.
  package let permissions: String
  /// `GLOBAL`, or `ENTITY` where only the entity's units are visible.
  package let visibility: String

  /// An account with its parts.
  package init(
    username: String,
    displayName: String = "",
    name: String = "",
    entityID: Int64? = nil,
    hubID: Int64? = nil,
    shopID: Int64? = nil,
    permissions: String = "",
    visibility: String = ""
  ) {
    self.username = username
    self.displayName = displayName
    self.name = name
    self.entityID = entityID
    self.hubID = hubID
    self.shopID = shopID
    self.permissions = permissions
    self.visibility = visibility
  }

  /// Every name under which the server may stamp this account's rows, the user name first.
  package var identities: [String] {
    var names: [String] = []
    for name in [username, name, displayName] where !name.isEmpty && !names.contains(name) {
      names.append(name)
    }
    return names
  }
}
