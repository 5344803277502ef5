package import CatalogModel
import GRDB

extension ReplicaReader {
  /// Operations in that state, oldest first, with their values.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func operations(in state: OperationState) throws -> [StoredOperation] {
    try Row.fetchAll(
      db.cachedStatement(
        // A bound state could not use the index of those that are unknown.
        sql: "SELECT * FROM sync_operation WHERE state = '\(state.rawValue)' ORDER BY operation"
      )
    ).compactMap(operation)
  }

  /// The operation of that number.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func operation(_ number: Int64) throws -> StoredOperation? {
    try Row.fetchOne(
      db.cachedStatement(
        sql: "SELECT * FROM sync_operation WHERE operation = ?"
      ),
      arguments: [number]
    ).flatMap(operation)
  }

  /// The row's operation that was sent and not answered, if it has one.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func unknownOperation(of row: RowReference) throws -> StoredOperation? {
    try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT * FROM sync_operation
          WHERE state IN ('frozen', 'unknown', 'refused') AND resource = ? AND key = ?
            AND state <> 'refused'
          """
      ),
      arguments: [row.resource, row.key.value.databaseValue]
    ).flatMap(operation)
  }

  /// Those of the keys that receipts of creations have claimed.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func claimed(_ keys: some Sequence<RowKey>, of resource: String) throws -> Set<RowKey> {
    Set(try keys.filter { try isClaimed(RowReference(resource: resource, key: $0)) })
  }

  /// Whether a receipt says that an operation made the row.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func isClaimed(_ row: RowReference) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(
        sql: "SELECT EXISTS (SELECT 1 FROM \(Self.creations) WHERE resource = ? AND key = ?)"
      ),
      arguments: [row.resource, row.key.value.databaseValue]
    ) ?? false
  }

  /// Keys of rows the replica holds that were made since a time, by the server's clock.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func keys(in table: ResourceTable, createdSince time: NaiveTime) throws -> Set<RowKey> {
    guard let stamp = table.resource.stamp(.createdAt) else { return [] }
    let values = try DatabaseValue.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT "\(table.resource.key.name)" FROM "\(table.resource.name)"
          WHERE "\(stamp.name)" >= ?
          """
      ),
      arguments: [time.description]
    )
    return Set(values.compactMap { RowKey(FieldValue($0)) })
  }

  // A row that we changed need not be one that we made.
  private static let creations = """
    (SELECT r.* FROM sync_receipt r LEFT JOIN sync_operation o USING (operation)
     WHERE coalesce(o.kind, 'create') = 'create')
    """

  private func operation(_ row: Row) throws -> StoredOperation? {
    guard let reference = RowReference(row), let kind = ChangeKind(rawValue: row["kind"]),
      let state = OperationState(rawValue: row["state"]),
      let sentAt = (row["sent_at"] as String?).flatMap(NaiveTime.init)
    else { return nil }
    let number: Int64 = row["operation"]
    let (values, base) = try values(of: number, resource: reference.resource)
    let time = { (name: String) in (row[name] as String?).flatMap(NaiveTime.init) }
    return StoredOperation(
      number: number,
      id: row["id"],
      row: reference,
      kind: kind,
      state: state,
      user: row["user"],
      values: values,
      base: base,
      attempts: row["attempts"],
      sentAt: sentAt,
      endedAt: time("ended_at"),
      notBefore: time("not_before"),
      baseModifiedAt: time("base_modified_at"),
      heldKeys: try heldKeys(of: row),
      status: row["status"],
      words: row["words"],
      isTravelling: (row["travels_at"] as String?) != nil,
      isRecovered: row["recovered"],
      attachedTo: row["attached_to"],
      relation: row["relation"],
      attached: kind == .create ? try attachedRows(of: number, reference.resource) : []
    )
  }

  private func attachedRows(of operation: Int64, _ resource: String) throws -> [AttachedRow] {
    let attached = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT operation, resource, relation FROM sync_operation
          WHERE attached_to = ? AND state = 'unknown' ORDER BY operation
          """
      ),
      arguments: [operation]
    )
    return try attached.compactMap { row in
      let name: String? = row["relation"]
      guard let relation = layout.catalog[resource]?.relations.first(where: { $0.name == name }),
        let child = layout.catalog[row["resource"]]
      else { return nil }
      let fields = try values(of: row["operation"], resource: child.name).values
      return AttachedRow(relation: relation, resource: child, fields: fields)
    }
  }

  private func values(
    of operation: Int64,
    resource: String
  ) throws -> (values: RowFields, base: RowFields) {
    var values: RowFields = [:]
    var base: RowFields = [:]
    let rows = try Row.fetchCursor(
      db.cachedStatement(
        sql: "SELECT column, base, value FROM sync_operation_value WHERE operation = ?"
      ),
      arguments: [operation]
    )
    while let row = try rows.next() {
      let name: String = row["column"]
      let column = layout.catalog.column(name, of: resource)
      let typed = { (stored: FieldValue) in column?.value(stored: stored) ?? stored }
      values[name] = typed(FieldValue(row["value"]))
      base[name] = typed(FieldValue(row["base"]))
    }
    return (values, base)
  }

  private func heldKeys(of row: Row) throws -> Set<RowKey> {
    let own = Self.keys(json: row["held_keys"])
    guard let shared: Int64 = row["held"] else { return own }
    let text = try String.fetchOne(
      db.cachedStatement(sql: "SELECT keys FROM sync_held_keys WHERE held = ?"),
      arguments: [shared]
    )
    return Self.keys(json: text).union(own)
  }

  private static func keys(json: String?) -> Set<RowKey> {
    guard let json, case .array(let items)? = try? JSONNode(parsing: json) else { return [] }
    return Set(items.compactMap { RowKey($0.fieldValue) })
  }
}
