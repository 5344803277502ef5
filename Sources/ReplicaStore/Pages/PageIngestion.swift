import CPageReader
import CatalogModel
import GRDB

/// Takes the rows of one page in: writes them, withholds those a person has edited, sets aside those
/// that cannot be stored.
struct PageIngestion {
  private let db: Database
  private let table: ResourceTable
  private let now: NaiveTime?
  private var statements: RowStatements
  private let isCompared: Bool
  private var last: RowKey?
  private var stamps: NewestStamp
  /// Keys of the list so far, where it comes whole.
  private var seen: Set<RowKey> = []
  private var sightings: ColumnSightings
  private var hasSeenUnknown = false
  private(set) var result = IngestedPage()

  /// Whether any row of the resource is edited, so that each row must be asked about.
  private let mayWithhold: Bool
  /// Whether any row of the resource is set aside, so that a good row must be looked up there.
  private let mayForgive: Bool

  init(
    _ db: Database,
    table: ResourceTable,
    texts: UpsertTexts,
    after bound: RowKey?,
    now: NaiveTime?,
    serverNow: NaiveTime?,
    isCompared: Bool
  ) throws {
    self.db = db
    self.table = table
    self.now = now
    self.isCompared = isCompared
    last = bound
    stamps = NewestStamp(in: table, noLaterThan: serverNow)
    sightings = ColumnSightings(of: table)
    statements = RowStatements(db, table: table, texts: texts)
    mayWithhold = try Self.hasEdits(db, table: table)
    mayForgive =
      try Bool.fetchOne(
        db.cachedStatement(
          sql: "SELECT EXISTS (SELECT 1 FROM sync_set_aside WHERE resource = ?)"
        ),
        arguments: [table.name]
      ) ?? false
  }

  /// Takes one row.
  mutating func take(_ row: borrowing page_row) throws {
    result.rows += 1
    let key = RowKey(row.values.pointee.stored)
    let isUsable = key.map(table.resource.canName) ?? false
    stamps.take(row, isUsable ? key : nil)
    if let key, isUsable { note(key) }
    if let fault = row.faultText {
      try setAside(key, raw: row.rawText, reason: fault)
    } else if let key, isUsable, table.resource.lists == .whole, !seen.insert(key).inserted {
      // Two rows of one key would replace each other in every run; the first one stays.
      try setAside(key, raw: text(of: row), reason: SetAsideReason.keyTwice.rawValue)
    } else if let key, isUsable {
      see(row)
      try store(row, key)
    } else {
      try setAside(nil, raw: text(of: row), reason: SetAsideReason.unusableKey.rawValue)
    }
  }

  /// Stores the rows that still wait, and completes the result with the page's own counts.
  mutating func finish(_ envelope: page_envelope) throws {
    result.changed += try statements.flush()
    (result.newestStamp, result.newestKey) = (stamps.time, stamps.key)
    if sightings.rows > 0 { result.sightings = sightings }
    result.numResults = Int(envelope.num_results)
    result.page = Int(envelope.page)
    result.totalPages = Int(envelope.total_pages)
  }

  // The rows of a page come from one query and have the same names: one that has more tells all.
  private mutating func see(_ row: borrowing page_row) {
    sightings.see(row)
    guard !hasSeenUnknown, let extra = row.extraText else { return }
    hasSeenUnknown = true
    guard case .object(let members)? = try? JSONNode(parsing: extra) else { return }
    sightings.seeUnknown(members.keys)
  }

  private mutating func note(_ key: RowKey) {
    if result.isAscending, let last, !(last < key) { result.isAscending = false }
    if result.isDescending, let previous = result.lastKey, !(key < previous) {
      result.isDescending = false
    }
    last = key
    if result.firstKey == nil { result.firstKey = key }
    result.lastKey = key
    if isCompared { result.keys.append(key) }
  }

  private mutating func store(_ row: borrowing page_row, _ key: RowKey) throws {
    if mayForgive {
      try db.cachedStatement(sql: "DELETE FROM sync_set_aside WHERE resource = ? AND key = ?")
        .execute(arguments: [table.name, key.databaseValue])
    }
    if isCompared, try isReborn(row, key) { result.reborn.append(key) }
    if mayWithhold, try isEdited(key) {
      result.withheld.append(fields(of: row))
    } else {
      result.changed += try statements.store(row)
    }
  }

  private mutating func setAside(_ key: RowKey?, raw: String, reason: String) throws {
    result.setAside.append(SetAsideRow(key: key, raw: raw, reason: reason))
    var hash = FowlerHash()
    hash.add(raw)
    // A row without a readable key is kept under its content's hash.
    let name = key?.databaseValue ?? "?\(hash.digits)".databaseValue
    try db.execute(
      sql: """
        INSERT OR REPLACE INTO sync_set_aside(resource, key, raw, reason, time) VALUES (?, ?, ?, ?, ?)
        """,
      arguments: [table.name, name, raw, reason, now?.description]
    )
  }

  private func text(of row: borrowing page_row) -> String {
    JSONNode.object(fields(of: row).mapValues { JSONNode($0) }).description
  }

  private func fields(of row: borrowing page_row) -> RowFields {
    var fields: RowFields = [:]
    for (index, column) in table.columns.enumerated() {
      let value = row.values[index]
      guard value.kind != page_absent else { continue }
      fields[column.name] = column.value(stored: value.stored)
    }
    if let extra = row.extraText, case .object(let members)? = try? JSONNode(parsing: extra) {
      for (name, node) in members { fields[name] = node.fieldValue }
    }
    return fields
  }

  private func isReborn(_ row: borrowing page_row, _ key: RowKey) throws -> Bool {
    guard
      let place = table.columns.firstIndex(where: { $0.role == .stamp(.createdAt) }),
      case .text(let theirs) = row.values[place].stored
    else { return false }
    let statement = try db.cachedStatement(
      sql: """
        SELECT "\(table.columns[place].name)" FROM "\(table.name)" WHERE "\(table.keyName)" = ?
        """
    )
    let held = try String.fetchOne(statement, arguments: [key.databaseValue])
    guard let held, held != theirs, let ours = NaiveTime(held) else { return false }
    return NaiveTime(theirs).map { $0 != ours } ?? false
  }

  private func isEdited(_ key: RowKey) throws -> Bool {
    let statement = try db.cachedStatement(
      sql: """
        SELECT EXISTS (SELECT 1 FROM sync_changelog WHERE resource = ?1 AND key = ?2 AND open = 1) \
        OR EXISTS (SELECT 1 FROM sync_conflict WHERE resource = ?1 AND key = ?2 AND open = 1) \
        OR EXISTS (SELECT 1 FROM "\(table.baseName)" WHERE "\(table.keyName)" = ?2)
        """
    )
    return try Bool.fetchOne(statement, arguments: [table.name, key.databaseValue]) ?? false
  }

  private static func hasEdits(_ db: Database, table: ResourceTable) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT EXISTS (SELECT 1 FROM sync_changelog WHERE resource = ?1 AND open = 1) \
          OR EXISTS (SELECT 1 FROM sync_conflict WHERE resource = ?1 AND open = 1) \
          OR EXISTS (SELECT 1 FROM "\(table.baseName)")
          """
      ),
      arguments: [table.name]
    ) ?? false
  }
}
