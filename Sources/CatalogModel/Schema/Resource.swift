/// One table of the API: its key, columns, methods and how a technician's replica holds it.
package struct Resource: Sendable, Equatable, Identifiable {
  /// The table's name in the API, in the replica and on screens; a safe SQL identifier.
  package let name: String
  /// Where the table and its rows are found under the API's prefix.
  package let paths: ResourcePaths
  /// How its rows are listed.
  package let lists: APIConventions.Lists
  /// A name for people.
  package let title: String
  /// Who gives a new row its key.
  package let keyAssignment: KeyAssignment
  /// Columns in the API's order, key first, stamps last.
  package internal(set) var columns: [ResourceColumn]
  /// What the server lets one do here, with the permission its documents ask for.
  package let methods: [ResourceMethod: String]
  /// Which rows a technician's replica holds when nothing else is asked.
  package let scope: ScopeRule
  /// How often it is worth asking for news.
  package let tier: Tier
  /// Smaller goes first when the signal is short.
  package let urgency: Int
  /// Columns that mean something together and are decided as one.
  package let groups: [[String]]
  /// Who wins where one side deleted a row that the other changed, and in columns without a policy of
  /// their own.
  package internal(set) var policy: ConflictPolicy
  /// The column that names a row for people.
  package let labelColumn: String?
  /// Rows of other resources that the API nests under this one.
  package let relations: [Relation]
  /// The resource that took over from this one; a retired resource is not replicated.
  package let retiredBy: String?

  private let keyPosition: Int
  private let positions: [String: Int]

  init(
    name: String,
    paths: ResourcePaths,
    lists: APIConventions.Lists,
    title: String,
    keyName: String,
    keyAssignment: KeyAssignment,
    columns: [ResourceColumn],
    methods: [ResourceMethod: String],
    scope: ScopeRule,
    tier: Tier,
    urgency: Int,
    groups: [[String]],
    policy: ConflictPolicy = .ask,
    labelColumn: String?,
    relations: [Relation],
    retiredBy: String?
  ) {
    self.name = name
    self.paths = paths
    self.lists = lists
    self.title = title
    self.keyAssignment = keyAssignment
    self.columns = columns
    self.methods = methods
    self.scope = scope
    self.tier = tier
    self.urgency = urgency
    self.groups = groups
    self.policy = policy
    self.labelColumn = labelColumn
    self.relations = relations
    self.retiredBy = retiredBy
    positions = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1.name, $0) })
    keyPosition = positions[keyName] ?? 0
  }

  /// The resource's name: no catalog has two of one name.
  package var id: String { name }

  /// The primary key's column.
  package var key: ResourceColumn { columns[keyPosition] }

  /// The column of that name, if the resource has one.
  package func column(_ name: String) -> ResourceColumn? {
    positions[name].map { columns[$0] }
  }

  /// The column that carries a stamp of the server, if the resource has it.
  package func stamp(_ stamp: Stamp) -> ResourceColumn? {
    columns.first { $0.role == .stamp(stamp) }
  }

  /// Whether the server says when a row was made or changed; without that every pull reads every row
  /// and compares it by content (design: snapshot).
  package var isStamped: Bool { stamp(.createdAt) != nil || stamp(.modifiedAt) != nil }

  /// Columns that a client may send: neither the key of a server-assigned row nor a stamp.
  package var writableColumns: [ResourceColumn] {
    columns.filter { $0.role == .data }
  }

  /// Columns that are decided together with `column`, itself included, in the resource's order.
  package func group(of column: String) -> [String] {
    groups.first { $0.contains(column) } ?? [column]
  }

  /// Whether the server offers the method on this resource at all.
  package func allows(_ method: ResourceMethod) -> Bool { methods[method] != nil }

  /// Whether the server can have named a row so: with a key of the key column's kind that is not
  /// one of the provisional ones, which name rows of this replica only.
  package func canName(_ candidate: RowKey) -> Bool {
    switch candidate {
    case .integer: key.type == .integer && !candidate.isProvisional
    case .text: key.type != .integer
    }
  }

  /// Whether a replica made without a list of resources holds this one.
  package var isReplicatedByDefault: Bool {
    retiredBy == nil && scope.isReplicatedByDefault && allows(.read)
  }

  /// The key of a row as read from text: a number or `new:7` for integer keys, the text itself for
  /// others, or nothing where the text cannot be a key of this resource.
  package func key(parsing text: String) -> RowKey? {
    switch key.type {
    case .integer: Int64(text).map(RowKey.integer) ?? RowKey(parsingProvisional: text)
    default: text.isEmpty ? nil : .text(text)
    }
  }
}
