/// One column of a resource.
package struct ResourceColumn: Sendable, Equatable {
  /// What a column is for.
  package enum Role: Sendable, Equatable {
    /// The primary key.
    case key
    /// What people and programs write.
    case data
    /// What the server writes by itself when a row is made or changed.
    case stamp(Stamp)
  }

  /// The column's name in the API and in the replica; a safe SQL identifier.
  package let name: String
  /// Whether it is the key, data or a stamp.
  package let role: Role
  /// What kind of value it carries.
  package let type: ColumnType
  /// Whether the server accepts null.
  package let isNullable: Bool
  /// Whether no two rows may share a value; such columns identify a row whose key is not known yet.
  package let isUnique: Bool
  /// The longest text the server takes, in characters.
  package let maximumLength: Int?
  /// The resource whose key this column holds.
  package let link: ColumnLink?
  /// The only values the documents allow; an unknown value stays readable all the same.
  package let options: [String]
  /// Whether the column is kept out of the replica unless asked for.
  package let isSensitive: Bool
  /// Who wins when server and technician both changed the column.
  package internal(set) var policy: ConflictPolicy
  /// Whether the policy was given to this column, and not to its resource.
  package internal(set) var hasOwnPolicy: Bool

  init(
    name: String,
    role: Role,
    type: ColumnType,
    isNullable: Bool,
    isUnique: Bool = false,
    maximumLength: Int? = nil,
    link: ColumnLink? = nil,
    options: [String] = [],
    isSensitive: Bool = false,
    policy: ConflictPolicy = .ask,
    hasOwnPolicy: Bool = false
  ) {
    self.name = name
    self.role = role
    self.type = type
    self.isNullable = isNullable
    self.isUnique = isUnique
    self.maximumLength = maximumLength
    self.link = link
    self.options = options
    self.isSensitive = isSensitive
    self.policy = policy
    self.hasOwnPolicy = hasOwnPolicy
  }
}
