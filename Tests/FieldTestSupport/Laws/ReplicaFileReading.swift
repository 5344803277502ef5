import CatalogModel
import Foundation
import GRDB
import ReplicaStore

/// A replica's file, read with plain SQL.
struct ReplicaFileReading {
  /// A decision that the replica's journal has on record.
  struct Decision {
    let column: String
    let mine: String
    let theirs: String
    let keeps: String
  }

  let queue: DatabaseQueue
  /// Databases that the laptop lost: their journals and names are on record here alone.
  private let lost: [DatabaseQueue]

  init(agent: Agent) throws {
    var configuration = Configuration()
    configuration.readonly = true
    queue = try DatabaseQueue(path: agent.replica.location.path, configuration: configuration)
    lost = try agent.lostDatabases.map {
      try DatabaseQueue(path: $0.path, configuration: configuration)
    }
  }

  func number(_ sql: String) throws -> Int {
    try queue.read { try Int.fetchOne($0, sql: sql) ?? 0 }
  }

  func rows(of resource: Resource) throws -> [String: RowFields] {
    try queue.read { db in
      let rows = try Row.fetchAll(db, sql: "SELECT * FROM \"\(resource.name)\"")
      return rows.reduce(into: [:]) { result, row in
        var fields: RowFields = [:]
        for (name, value) in row where name != "sync_extra" { fields[name] = Self.value(value) }
        result["\(fields[resource.key.name] ?? .null)"] = fields
      }
    }
  }

  func serverKey(_ resource: String, _ key: String) throws -> String {
    for database in [queue] + lost {
      let found = try database.read { db in
        try String.fetchOne(
          db,
          sql:
            "SELECT server FROM sync_key_map WHERE resource = ? AND provisional = CAST(? AS INT)",
          arguments: [resource, key]
        )
      }
      if let found { return found }
    }
    return key
  }

  func decisions() throws -> [Decision] {
    let details = try ([queue] + lost).flatMap { database in
      try database.read { db in
        try String.fetchAll(
          db,
          sql: "SELECT detail FROM sync_log WHERE event IN ('resolved', 'policy')"
        )
      }
    }
    return details.compactMap { text in
      guard case .object(let detail)? = try? JSONNode(parsing: text) else { return nil }
      let word = { (name: String) in detail[name].map { "\($0.fieldValue)" } ?? "" }
      return Decision(
        column: word("column"),
        mine: word("mine"),
        theirs: word("theirs"),
        keeps: word("decision") + word("kept")
      )
    }
  }

  static func value(_ stored: DatabaseValue) -> FieldValue {
    switch stored.storage {
    case .null: .null
    case .int64(let number): .integer(number)
    case .double(let number): .real(number)
    case .string(let text): .text(text)
    case .blob(let data): .blob([UInt8](data))
    }
  }
}
