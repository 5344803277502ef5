import CatalogModel
import Foundation
import GRDB
import Synchronization

/// The second copy of unsent work: `outbox.jsonl` beside the database, append-only and checksummed.
///
/// After each transaction it follows the changelog: what was recorded since its last line is added
/// and on the disk before the call returns. Changes of other tools, and those of a process that died
/// between its commit and its line, are added at the next start. That something was delivered is
/// noted without waiting for the disk: forgotten, it is verified once more at worst.
final class Outbox: Sendable {
  /// Below this length a file is not worth compacting, in bytes.
  private static let compactionFloor: Int64 = 65_536
  /// What a line takes at most in a file that is worth keeping as it is, in bytes.
  private static let bytesForLine: Int64 = 1_000
  /// How much is written at once, in bytes.
  private static let appendedAtOnce = 65_536
  /// How long a naming is kept beside the work it may matter to, in seconds of the server's clock.
  private static let namingMemory: Double = 2 * 86_400

  let file: OutboxFile
  let layout: ReplicaLayout
  /// The last change that the file is known to have, and what went wrong since, if anything.
  private let state = Mutex<(last: Int64, trouble: ReplicaError?)>((0, nil))

  /// The outbox beside a database; `reached` is told each step of its file, as ``OutboxFile/reached``.
  init(
    beside location: URL,
    layout: ReplicaLayout,
    reached: @escaping @Sendable (OutboxFile.Step) throws -> Void = { _ in }
  ) {
    file = OutboxFile(
      path: location.deletingLastPathComponent().appendingPathComponent("outbox.jsonl").path,
      reached: reached
    )
    self.layout = layout
  }

  /// Why the copy is not complete now; nothing where it is.
  var trouble: ReplicaError? { state.withLock(\.trouble) }

  /// Brings the file in line with the database when it is opened.
  ///
  /// A file of another replica, or of a later state of this one, or one whose state cannot be told,
  /// may hold work that this database does not: it is moved aside under a name of its own, never
  /// overwritten.
  func begin(_ db: Database) {
    attempt {
      if file.exists {
        try file.locked { descriptor in
          guard let word = try nameAside(db, descriptor) else { return }
          try file.setAside(as: word)
        }
      }
      try follow(db, nodes: [])
    }
  }

  // Under which name a file that does not go with this database is to be kept; nothing where it does.
  private func nameAside(_ db: Database, _ descriptor: Int32) throws -> String? {
    let first = try file.firstLine(descriptor)
    // Cut off within its first line, a file holds nothing yet.
    let isTorn = first.count == Int(try file.length(of: descriptor)) && OutboxLine.isBegun(first)
    guard !first.isEmpty, !isTorn else { return nil }
    guard let header = OutboxLine.record(in: first).flatMap(OutboxHeader.init) else {
      return "unreadable"
    }
    guard try header.replica == Self.replicaID(db) else {
      let isRecovered = try header.replica == Self.remembered("recovered-from", db)
      return isRecovered ? OutboxAside.recovered : String(header.replica.prefix(8))
    }
    let length = try file.mend(descriptor)
    guard let last = try lastChange(descriptor, length: length) else { return "unreadable" }
    return try last > Self.newest(db) ? "later" : nil
  }

  /// Adds what a transaction that was just committed recorded.
  func follow(_ db: Database, notes: OutboxNotes) {
    attempt { try follow(db, nodes: notes.nodes) }
  }

  /// Writes the file anew with what is still unsent, where most of it is not.
  func compact(_ db: Database) {
    attempt {
      guard file.exists else { return }
      try file.locked { descriptor in
        let length = try file.mend(descriptor)
        let open = try Int64.fetchOne(
          db,
          sql: "SELECT count(*) FROM sync_changelog WHERE open = 1"
        )
        guard length > Self.compactionFloor, length > (open ?? 0) * Self.bytesForLine else {
          return
        }
        try rewrite(db)
      }
    }
  }

  // An edit that is committed stays so, whatever becomes of its second copy: that is told instead.
  private func attempt(_ body: () throws -> Void) {
    do {
      try body()
      state.withLock { $0.trouble = nil }
    } catch let error as ReplicaError {
      state.withLock { $0.trouble = error }
    } catch {
      let trouble = ReplicaError(.storageFailed, file.path, cause: "\(type(of: error))")
      state.withLock { $0.trouble = trouble }
    }
  }

  private func follow(_ db: Database, nodes: [JSONNode]) throws {
    let newest = try Self.newest(db)
    guard newest > state.withLock(\.last) || (!nodes.isEmpty && file.exists) else { return }
    let isReadable = try file.locked { descriptor in
      let length = try file.mend(descriptor)
      guard length > 0 else {
        try start(db, descriptor)
        return true
      }
      guard let last = try lastChange(descriptor, length: length) else {
        try file.setAside(as: "unreadable")
        return false
      }
      let isNews = try append(db, after: last, to: descriptor)
      let text = nodes.map { line($0, last: max(last, newest)) }.joined()
      try file.append(text, to: descriptor, durably: isNews)
      return true
    }
    guard isReadable else { return try follow(db, nodes: []) }
    state.withLock { $0.last = newest }
  }

  // There is no file before there is something to keep.
  private func start(_ db: Database, _ descriptor: Int32) throws {
    guard
      try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM sync_changelog WHERE open = 1)")
        ?? false
    else { return }
    try file.append(try beginning(db), to: descriptor, durably: false)
    _ = try append(db, after: 0, to: descriptor)
    var end = ""
    try eachTravelling(db) { end += line($0, last: try Self.newest(db)) }
    try file.append(end, to: descriptor, durably: true)
  }

  private func beginning(_ db: Database) throws -> String {
    line(try header(db).node, last: 0) + (try clockNode(db).map { line($0, last: 0) } ?? "")
  }

  // Another tool may have made any number of changes: they are not all held at once.
  private func append(_ db: Database, after last: Int64, to descriptor: Int32) throws -> Bool {
    var text = ""
    var isNews = false
    try eachOpenChange(db, after: last) { change in
      isNews = true
      text += line(change.node, last: change.number)
      guard text.utf8.count >= Self.appendedAtOnce else { return }
      try file.append(text, to: descriptor, durably: false)
      text = ""
    }
    try file.append(text, to: descriptor, durably: false)
    return isNews
  }

  private func rewrite(_ db: Database) throws {
    let newest = try Self.newest(db)
    try file.replace { write in
      try write(try beginning(db))
      try eachNaming(db) { try write(line($0, last: 0)) }
      try eachOpenChange(db, after: 0) { try write(line($0.node, last: $0.number)) }
      try eachTravelling(db) { try write(line($0, last: newest)) }
      if let units = try Self.remembered(ReplicaReader.untoldName, db) {
        try write(line(OutboxNotes.untold(units), last: newest))
      }
      // The last line says how far the changelog was seen.
      try write(line(.object(["type": .text("seen")]), last: newest))
    }
  }

  private func eachTravelling(_ db: Database, _ body: (JSONNode) throws -> Void) throws {
    let reader = ReplicaReader(db: db, layout: layout, location: URL(fileURLWithPath: file.path))
    try reader.eachTravelling { try body(OutboxNotes.travelling($1, id: $0)) }
  }

  private func line(_ node: JSONNode, last: Int64) -> String {
    guard case .object(var members) = node else { return "" }
    members["last"] = .integer(last)
    return OutboxLine.text(of: .object(members))
  }

  private func lastChange(_ descriptor: Int32, length: Int64) throws -> Int64? {
    let record = OutboxLine.record(in: try file.lastLine(descriptor, length: length))
    guard case .integer(let last)? = record?["last"] else { return nil }
    return last
  }

  private func header(_ db: Database) throws -> OutboxHeader {
    OutboxHeader(
      replica: try Self.replicaID(db),
      server: try Self.remembered("server", db) ?? "",
      resources: layout.tables.map(\.name),
      includesSensitive: layout.includesSensitive,
      user: try String.fetchOne(db, sql: "SELECT user FROM sync_engine WHERE id = 1")
    )
  }

  private func clockNode(_ db: Database) throws -> JSONNode? {
    guard let time = try Self.remembered("server-time", db) else { return nil }
    let user = try String.fetchOne(db, sql: "SELECT user FROM sync_engine WHERE id = 1")
    return OutboxNotes.clock(
      time,
      stampLag: try Self.remembered("stamp-lag", db),
      identity: try user.flatMap { try Self.remembered("identity:\($0)", db) }
    )
  }

  // Rows created of late: a recovered create must not be taken for one of them.
  private func eachNaming(_ db: Database, _ body: (JSONNode) throws -> Void) throws {
    guard let time = try Self.remembered("server-time", db).flatMap(NaiveTime.init) else { return }
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT resource, provisional AS key, key AS server FROM sync_receipt
        WHERE provisional IS NOT NULL AND (server_time IS NULL OR server_time >= ?)
        """,
      arguments: [time.advanced(bySeconds: -Self.namingMemory).description]
    )
    while let row = try rows.next() {
      guard let reference = RowReference(row), let key = RowKey(FieldValue(row["server"])) else {
        continue
      }
      try body(OutboxNotes.naming(reference, as: key))
    }
  }

  private func eachOpenChange(
    _ db: Database,
    after last: Int64,
    _ body: (OutboxChange) throws -> Void
  ) throws {
    let rows = try Row.fetchCursor(
      db.cachedStatement(
        sql: """
          SELECT change, resource, key, kind, time, user, held, (
            SELECT sent_at FROM sync_operation o
            WHERE o.operation = c.operation AND o.state IN ('frozen', 'unknown')) AS sent_at
          FROM sync_changelog c WHERE open = 1 AND change > ? ORDER BY change
          """
      ),
      arguments: [last]
    )
    while let row = try rows.next() {
      guard let reference = RowReference(row), let kind = ChangeKind(rawValue: row["kind"]) else {
        continue
      }
      let number: Int64 = row["change"]
      try body(
        OutboxChange(
          number: number,
          row: reference,
          kind: kind,
          time: row["time"],
          user: row["user"],
          values: try Self.values(of: number, db),
          baseModifiedAt: try baseModifiedAt(of: reference, db),
          isHeld: row["held"],
          sentAfter: (row["sent_at"] as String?).flatMap(NaiveTime.init)
        )
      )
    }
  }

  private func baseModifiedAt(of row: RowReference, _ db: Database) throws -> NaiveTime? {
    guard let table = layout.table(row.resource),
      let stamp = table.resource.stamp(.modifiedAt), table.column(stamp.name) != nil
    else { return nil }
    return try String.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT "\(stamp.name)" FROM "\(table.baseName)" WHERE "\(table.keyName)" = ?
          """
      ),
      arguments: [row.key.databaseValue]
    ).flatMap(NaiveTime.init)
  }

  private static func values(of change: Int64, _ db: Database) throws -> [RecordedValue] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: "SELECT column, old, new FROM sync_change_value WHERE change = ? ORDER BY column"
      ),
      arguments: [change]
    ).map {
      RecordedValue(column: $0["column"], old: FieldValue($0["old"]), new: FieldValue($0["new"]))
    }
  }

  private static func newest(_ db: Database) throws -> Int64 {
    try Int64.fetchOne(db.cachedStatement(sql: "SELECT max(change) FROM sync_changelog")) ?? 0
  }

  private static func replicaID(_ db: Database) throws -> String {
    try remembered("replica", db) ?? ""
  }

  private static func remembered(_ name: String, _ db: Database) throws -> String? {
    try String.fetchOne(db, sql: "SELECT value FROM sync_meta WHERE name = ?", arguments: [name])
  }
}
